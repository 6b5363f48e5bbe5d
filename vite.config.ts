import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";
import { typographie } from "./app/typographie.js";
import remixConfig from "./remix.config.js";

/**
 * Few files, since each is a round trip on a slow line: the framework, the forms with the state they are in, and what
 * every screen shares. The first to match; the fields of a form go with its own screens.
 */
const PAQUETS: [string | undefined, RegExp][] = [
  [undefined, /\/app\/catalogue\/(champs-[a-z]+|formulaires)\.ts$/],
  [
    "remix",
    /commonjsHelpers|node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|@remix-run|turbo-stream)\//,
  ],
  [
    "saisie",
    /node_modules\/@conform-to\/|\/app\/(champs-caches|ui\/(conflit|sauvegarde)|catalogue\/(champs|durees)|routes\/formations\/action\/(etat|proches|remarques|vers-le-champ))\.tsx?$/,
  ],
  [
    "commun",
    /\/app\/(ui|catalogue|droits|referentiels)\/|\/accueil\/(limite-erreur|reprise|reessayer|dernier-envoi)\.tsx?$/,
  ],
];

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [remix(remixConfig), typographie()],
  build: {
    assetsInlineLimit: 0,
    ...(isSsrBuild
      ? {}
      : {
          minify: "terser" as const,
          // No getter of a browser's script does anything but answer.
          terserOptions: { compress: { passes: 3, pure_getters: true } },
          rollupOptions: {
            // What a package imports goes in it only when it is named there too.
            output: {
              onlyExplicitManualChunks: true,
              manualChunks: (id: string) => PAQUETS.find(([, motif]) => motif.test(id))?.[0],
            },
          },
        }),
  },
}));
