import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

it("une partie qui n'existe pas est refusée d'une phrase, plutôt que de réussir sans rien essayer", () => {
  const args = ["--import", "tsx", "scripts/test.ts", "unite"];
  const { status, stderr, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(stderr.trim()).toBe(
    "La partie « unite » n'existe pas : statique, unites, parcours, ou rien pour toutes.",
  );
  expect([status, stdout]).toEqual([2, ""]);
});
