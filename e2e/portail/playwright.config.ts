import { defineConfig } from "@playwright/test";
import commune from "../../playwright.config";

const JOURNEES = ["acces.spec.ts", "organisme.spec.ts", "portail/*.spec.ts"];
const PRINCIPALES = /déclarer une action|aucun style ne passe/;

/**
 * The journeys of the standalone application in a host portal that installed the packed tarball, and what only a mount
 * can break. The whole on the production build; on the development server, the main journey and the styles,
 * one after the other: it compiles while it serves, and two of them on two cores are slower than any journey expects.
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
      testMatch: JOURNEES,
      grep: PRINCIPALES,
      dependencies: ["sans-scripts", "avec-scripts"],
      use: { javaScriptEnabled: false, developpement: true },
    },
    {
      name: "developpement-avec-scripts",
      testMatch: JOURNEES,
      grep: PRINCIPALES,
      dependencies: ["developpement-sans-scripts"],
      use: { developpement: true },
    },
  ],
});
