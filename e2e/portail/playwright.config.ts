import { defineConfig } from "@playwright/test";
import commune from "../../playwright.config";

const JOURNEES = ["acces.spec.ts", "organisme.spec.ts", "portail/*.spec.ts"];
/** On the development server: the journeys and the styles; what a mount's server does is the same for both builds. */
const DEVELOPPEMENT = {
  testMatch: JOURNEES,
  grep: [/acces\.spec|organisme\.spec/, /aucun style ne passe/],
};

/**
 * The journeys of the standalone application in a host portal that installed the packed tarball, and what only a mount
 * can break, on the production build and on the development server.
 */
export default defineConfig<object, { developpement: boolean }>({
  ...commune,
  testDir: "..",
  testIgnore: [],
  globalSetup: "./preparer.ts",
  projects: [
    { name: "sans-scripts", testMatch: JOURNEES, use: { javaScriptEnabled: false } },
    { name: "avec-scripts", testMatch: [...JOURNEES, "avec-scripts.spec.ts"] },
    {
      name: "developpement-sans-scripts",
      ...DEVELOPPEMENT,
      use: { javaScriptEnabled: false, developpement: true },
    },
    {
      name: "developpement-avec-scripts",
      ...DEVELOPPEMENT,
      use: { developpement: true },
    },
  ],
});
