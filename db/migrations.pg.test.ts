import { readFile } from "node:fs/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { BaseOuverte } from "./client";
import { actionFormation } from "./schema";
import { baseDeTest } from "./test";

let base: BaseOuverte;
beforeAll(async () => {
  base = await baseDeTest();
});
afterAll(() => base.fermer());

it("les mots des actions se remplissent pendant qu'on lit le catalogue", async () => {
  const fichier = new URL("./migrations/0016_mots_des_actions.sql", import.meta.url);
  const instructions = (await readFile(fichier, "utf8")).split("--> statement-breakpoint");
  const migrer = () =>
    base.db.transaction(async (tx) => {
      await tx.execute(sql`set local lock_timeout = '500ms'`);
      for (const instruction of instructions) await tx.execute(sql.raw(instruction));
    });
  await base.db.transaction(async (lecteur) => {
    await lecteur.select().from(actionFormation);
    await expect(migrer()).resolves.toBeUndefined();
  });
});
