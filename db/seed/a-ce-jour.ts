import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { joursPlusTard } from "../../app/catalogue/durees";

const JOUR_MS = 86_400_000;

/** The day that the catalogue of the demonstration is written for. */
const ECRITE_LE = Date.UTC(2026, 10, 23);

/**
 * How many whole weeks have passed since: the dates of the demonstration move by as many, so that whoever starts it
 * finds sessions to come, each on its day of the week.
 */
export function semainesPassees(maintenant: Date): number {
  return Math.max(0, Math.floor((maintenant.getTime() - ECRITE_LE) / (7 * JOUR_MS)));
}

/** A day written AAAA-MM-JJ, so many weeks later. */
export const plusTard = (jour: string, semaines: number): string => joursPlusTard(jour, 7 * semaines);

/** The LHÉO file at this path, each date of which (AAAAMMJJ, alone in its element) is so many weeks later. */
export async function lheoPlusTard(chemin: string, semaines: number): Promise<Readable> {
  const xml = await readFile(chemin, "utf8");
  return Readable.from([
    Buffer.from(
      xml.replaceAll(/>(20\d\d)(\d\d)(\d\d)</g, (_, annee, mois, jour) => {
        return `>${plusTard(`${annee}-${mois}-${jour}`, semaines).replaceAll("-", "")}<`;
      }),
    ),
  ]);
}
