import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{app,bench,db,scripts}/**/*.test.{ts,tsx}"],
    // A `.pg.test.` speaks of PostgreSQL's own planner: it runs there alone.
    exclude: process.env.BASE_DE_TEST === "postgres" ? [] : ["**/*.pg.test.ts"],
    globalSetup: "db/preparer-essais.ts",
    pool: "forks",
    // No test replaces a module: they share what a worker has read, which takes a third of the time away.
    isolate: false,
    // By default it leaves one core idle, of two.
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
