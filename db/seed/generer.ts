/**
 * Writes demonstration.xml, the catalogue shown before the first import (LHÉO 2.3): `npx tsx db/seed/generer.ts`.
 * The same seed gives the same file: the words are in contenu/ and certifications.csv, choix/ draws from them what each
 * structure offers, lheo/ writes it.
 */
import { writeFileSync } from "node:fs";
import { AUJOURDHUI, lheoDate } from "./choix/calendrier";
import { catalogue } from "./choix/formations";
import { STRUCTURES } from "./contenu/structures";
import { el, fichier } from "./lheo/elements";
import { formation } from "./lheo/formation";
import { siret } from "./lheo/structure";

const catalogues = STRUCTURES.map((structure) => ({ structure, formations: catalogue(structure) }));
const racine = el(`lheo xmlns="http://lheo.gouv.fr/2.3" datemaj="${lheoDate(AUJOURDHUI)}"`, [
  el(
    "offres",
    catalogues.flatMap(({ structure, formations }) => formations.map((f) => formation(structure, f))),
  ),
]);
writeFileSync(new URL("demonstration.xml", import.meta.url), fichier(racine));
for (const { structure, formations } of catalogues) {
  console.log(`${siret(structure)}  ${String(formations.length).padStart(3)}  ${structure.nom}`);
}
