import type { BaseOuverte } from "../../db/client";
import type { DetailsDeRequete, DroitsDuPortail, OptionsCatalogue } from "./context";
import { creerCatalogue } from "./creer-catalogue";

/** For the tests of routes: who asks, as a portal knows them, and what they may do. */
export const quiDuPortail = (nom: string, droits: DroitsDuPortail): OptionsCatalogue<null>["identite"] => ({
  personne: () => ({ courriel: `${nom.toLowerCase()}@exemple.fr`, nom }),
  droits: () => droits,
});

/** A moderator. */
export const MODERATEUR = quiDuPortail("Hugo", { moderateur: true, structures: [] });

/** For the tests of routes: the load context of a request to a catalogue over `base`, our own accounts by default. */
export async function contexteDEssai(
  base: BaseOuverte,
  options: Partial<OptionsCatalogue<null>> = {},
  details: DetailsDeRequete = {},
) {
  const catalogue = await creerCatalogue<null>({
    at: "",
    base,
    secret: "s".repeat(32),
    courriel: null,
    identite: "comptes",
    ...options,
  });
  return catalogue(null, details);
}

/** A form posted from our own pages. */
export const envoiDEssai = (chemin: string, mots: Record<string, string>) =>
  new Request(`http://localhost${chemin}`, {
    method: "POST",
    headers: { Origin: "http://localhost", Host: "localhost" },
    body: new URLSearchParams(mots),
  });
