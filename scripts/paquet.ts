/**
 * `npm pack` runs this first: what a host's own Node loads is written to `dist/` as plain modules, with the migrations
 * and the types. The screens travel as sources: the host's Vite builds them with its own React and Remix.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, rmSync } from "node:fs";
import { build } from "vite";

rmSync("dist", { recursive: true, force: true });
await build({
  configFile: false,
  logLevel: "warn",
  build: {
    ssr: true,
    outDir: "dist",
    target: "node20",
    minify: false,
    rollupOptions: {
      input: { index: "app/server/creer-catalogue.ts", rafaelpro: "scripts/rafaelpro.ts" },
      output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" },
    },
  },
});
chmodSync("dist/rafaelpro.js", 0o755);
cpSync("db/migrations", "dist/migrations", { recursive: true });
execFileSync("node_modules/.bin/tsc", ["--project", "tsconfig.paquet.json"], { stdio: "inherit" });
