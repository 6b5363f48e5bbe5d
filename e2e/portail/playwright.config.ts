import { defineConfig } from "@playwright/test";
import commune from "../../playwright.config";

const JOURNEES = [
  "acces.spec.ts",
  "copies.spec.ts",
  "diffusion.spec.ts",
  "moderation.spec.ts",
  "listes.spec.ts",
  "declarer.spec.ts",
  "saisie.spec.ts",
  "circuit.spec.ts",
  "lecture.spec.ts",
  "session-transmise.spec.ts",
  "portail/*.spec.ts",
];

/** Their requests are made by hand: the scripts of a page have no part in them. */
const SANS_SCRIPTS_SEULEMENT = ["portail/refus.spec.ts"];

/** What is looked at is the style sheet, the same on both. */
const SUR_LES_STYLES = ["focus.spec.ts"];

/**
 * The journeys of the standalone application in a host portal that installed the packed tarball, and what only a mount
 * can break: scripts off and on, on the production build and on the development server.
 */
export default defineConfig<object, { developpement: boolean }>({
  ...commune,
  testDir: "..",
  testIgnore: [],
  globalSetup: "./preparer.ts",
  projects: ["production", "developpement"].flatMap((construction) => {
    const developpement = construction === "developpement";
    return [
      {
        name: `${construction}-sans-scripts`,
        testMatch: JOURNEES,
        use: { javaScriptEnabled: false, developpement },
      },
      {
        name: `${construction}-avec-scripts`,
        testIgnore: SANS_SCRIPTS_SEULEMENT,
        testMatch: [...JOURNEES, "avec-scripts/*.spec.ts", ...(developpement ? [] : SUR_LES_STYLES)],
        use: { developpement },
      },
    ];
  }),
});
