import { readFileSync } from "node:fs";

const { dependencies, peerDependencies } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
);
/** What the browser runs of our dependencies. */
const AU_NAVIGATEUR = ["@conform-to/react"];

/**
 * The Vite plugin of a host. Our screens are sources: their own dependencies are built with them, in our versions,
 * whatever the host has of the same name; React and Remix are the host's, once.
 * @returns {import("vite").Plugin}
 */
export function catalogueVite() {
  return {
    name: "rafaelpro",
    config: () => ({
      ssr: { noExternal: ["rafaelpro", ...Object.keys(dependencies)] },
      resolve: { dedupe: Object.keys(peerDependencies) },
      optimizeDeps: { include: AU_NAVIGATEUR.map((nom) => `rafaelpro > ${nom}`) },
    }),
  };
}
