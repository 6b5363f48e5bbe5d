import { defineConfig } from "@playwright/test";

/** What does not depend on the scripts of the page runs once. */
const SANS_SCRIPTS_SEULEMENT = [
  "courriels.spec.ts",
  "focus.spec.ts",
  "oidc-serveur.spec.ts",
  "poids.spec.ts",
  "styles.spec.ts",
];

// Their own configuration runs them; matched on the whole path, wherever the tree stands.
const AILLEURS = ["**/e2e/portail/**", "**/e2e/machines/**"];

/** Journeys in the Chromium that the test command found; each worker has its own server (e2e/support/test.ts). */
export default defineConfig({
  testDir: "e2e",
  workers: 2,
  // How long to wait before giving up, nothing that is measured: a machine under load is five times slower than a free one.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  globalSetup: "./e2e/support/preparer.ts",
  reporter: [["line"], ["json"]],
  use: {
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    {
      name: "sans-scripts",
      // What only scripts add is left to the other project.
      testIgnore: [...AILLEURS, "**/e2e/avec-scripts/**"],
      use: { javaScriptEnabled: false },
    },
    {
      name: "avec-scripts",
      testIgnore: [...AILLEURS, ...SANS_SCRIPTS_SEULEMENT],
      use: { javaScriptEnabled: true },
    },
  ],
});
