import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { plierEnSql, plierLettres } from "../../db/plier";
import { structure } from "../../db/schema";
import { baseDeTest } from "../../db/test";
import { mots } from "./texte";

let base: BaseOuverte;
beforeAll(async () => {
  base = await baseDeTest();
});
afterAll(() => base.fermer());

it("PostgreSQL et TypeScript plient toutes les lettres latines de même, composées ou non", async () => {
  const blocs = [
    [0x20, 0x7e],
    [0xa1, 0x24f],
    [0x1e00, 0x1eff],
  ] as const;
  const lettres = blocs.flatMap(([de, a]) =>
    Array.from({ length: a - de + 1 }, (_, n) => String.fromCodePoint(de + n)),
  );
  const textes = [...lettres, ...lettres.map((l) => l.normalize("NFD")), "L’Œuvre d'Íñigo", "✔\ufe0f é"];
  const lignes = await base.db
    .select({ texte: sql<string>`texte`, plie: sql<string>`${sql.raw(plierEnSql("texte"))}` })
    .from(sql`jsonb_array_elements_text(${JSON.stringify(textes)}::jsonb) texte`);
  expect(lignes).toHaveLength(textes.length);
  expect(lignes.filter(({ texte, plie }) => plie !== plierLettres(texte))).toEqual([]);
});

it("un organisme se trouve par chaque mot de son nom, quelles qu'en soient les lettres", async () => {
  const nom = "L’ŒUVRE « Íñigo & Søren » — Nîmes-Žilina";
  await base.db.insert(structure).values({ siret: "00043127000024", nom, raisonSociale: "Cœur d'Açaí" });
  const [lue] = await base.db.select({ recherche: structure.recherche }).from(structure);
  for (const mot of mots(`${nom} Cœur d'Açaí`)) expect(lue?.recherche).toContain(mot);
  expect(lue?.recherche).toContain("oeuvre");
});
