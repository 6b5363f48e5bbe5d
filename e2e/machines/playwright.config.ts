import { defineConfig } from "@playwright/test";
import commune from "../../playwright.config";

const JOURNEE = { testMatch: "declarer.spec.ts", grep: /déclarer une action/ };

/** The main journey through all the machines, scripts off and on; then what happens when one of them stops. */
export default defineConfig({
  ...commune,
  testDir: "..",
  testIgnore: [],
  globalSetup: "./preparer.ts",
  projects: [
    { name: "sans-scripts", ...JOURNEE, use: { javaScriptEnabled: false } },
    { name: "avec-scripts", ...JOURNEE },
    {
      name: "pannes",
      testMatch: "machines/pannes.spec.ts",
      dependencies: ["sans-scripts", "avec-scripts"],
    },
  ],
});
