import { readFileSync } from "node:fs";
import { typographie } from "./typographie.js";

const { dependencies, peerDependencies } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
);
/**
 * What the development server meets of our dependencies in the sources of the screens. One that is missing here costs
 * a reload of the page the first time it is met.
 */
const DANS_LES_ECRANS = [
  "@conform-to/react",
  "@conform-to/zod/v4",
  "@socialgouv/jours-feries",
  "ipaddr.js",
  "openid-client",
  "remix-auth",
  "remix-auth-form",
  "remix-auth/strategy",
  "saxes",
  "stdnum/lib/cjs/fr/siret.js",
  "zod",
];

/**
 * The Vite plugin of a host. Our screens are sources, with dependencies in our own versions whatever the host has of
 * the same name: the build takes them in, the development server finds each beside its importer (and cannot take in
 * those that are CommonJS). React and Remix are the host's, once.
 * @returns {import("vite").Plugin[]}
 */
export function catalogueVite() {
  const dependances = /** @type {import("vite").Plugin} */ ({
    name: "rafaelpro",
    config: (_, { command }) => ({
      ssr: { noExternal: ["rafaelpro", ...(command === "build" ? Object.keys(dependencies) : [])] },
      resolve: { dedupe: Object.keys(peerDependencies) },
      optimizeDeps: {
        include: [...Object.keys(peerDependencies), ...DANS_LES_ECRANS.map((nom) => `rafaelpro > ${nom}`)],
      },
    }),
  });
  return [dependances, typographie()];
}
