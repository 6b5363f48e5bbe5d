/** `npm run build`: builds the application and its server, then compresses what the browsers keep for ever. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "vite";

const racine = fileURLToPath(new URL("..", import.meta.url));
const fichiers = join(racine, "build/client/assets");

try {
  execFileSync(join(racine, "node_modules/.bin/remix"), ["vite:build"], {
    cwd: racine,
    stdio: ["ignore", process.argv.includes("--silence") ? "ignore" : "inherit", "inherit"],
  });
} catch {
  process.exit(1);
}
// The server as one file: production then runs plain Node, without a compiler in its memory.
await build({
  configFile: false,
  root: racine,
  logLevel: "warn",
  build: {
    ssr: true,
    outDir: "build",
    emptyOutDir: false,
    target: "node20",
    rollupOptions: { input: { start: "scripts/start.ts" } },
  },
  plugins: [
    {
      name: "fichiers-a-leur-place",
      // What a module reads beside itself (migrations, demonstration) stays where it is.
      resolveImportMeta: (nom, { moduleId }) =>
        nom === "url"
          ? `new URL(${JSON.stringify(relative(join(racine, "build"), moduleId))}, import.meta.url).href`
          : null,
    },
  ],
});
for (const nom of readdirSync(fichiers)) {
  const contenu = readFileSync(join(fichiers, nom));
  const brotli = brotliCompressSync(contenu, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: contenu.length,
    },
  });
  writeFileSync(join(fichiers, `${nom}.br`), brotli);
  writeFileSync(join(fichiers, `${nom}.gz`), gzipSync(contenu, { level: 9 }));
}
