import type postgres from "postgres";
import { liste, texte } from "../app/catalogue/champs";
import type { Saisie } from "../db/types";
import type { Source } from "./charge";
import { GESTIONNAIRE, GRANDE_STRUCTURE, MODERATEUR } from "./generer";

/** A page under measure: who looks, and what is asked; `preparer` is called before each round. */
export type PageMesuree = {
  nom: string;
  acteur: number;
  preparer: () => Promise<Source>;
  /** A form that is saved, not a page that is read. */
  ecrit?: boolean;
};

const FILTRES = [
  "soudure",
  "vigne avance",
  "paie",
  "web distance",
  "gestion",
  "hauteur",
  "accueil public",
  "reseaux",
];

/** What is measured, the feed apart. */
export async function pagesMesurees(sql: postgres.Sql): Promise<PageMesuree[]> {
  const actions = await sql<{ reference: string }[]>`
    select reference from action_formation
    where siret = ${GRANDE_STRUCTURE} and etat = 'publiee' and not conventionnee order by md5(reference) limit 100`;
  const fixe = (chemins: string[]) => async () => ({ chemins });
  return [
    {
      nom: "liste de 25",
      acteur: GESTIONNAIRE,
      preparer: fixe(["/formations/non-conventionnees/publiees"]),
    },
    {
      nom: "liste filtrée",
      acteur: GESTIONNAIRE,
      preparer: fixe(
        FILTRES.map((f) => `/formations/non-conventionnees/publiees?filtre=${encodeURIComponent(f)}`),
      ),
    },
    {
      nom: "fiche d'action",
      acteur: GESTIONNAIRE,
      preparer: fixe(actions.map((a) => `/formations/${a.reference}`)),
    },
    { nom: "file des modérateurs", acteur: MODERATEUR, preparer: fixe(["/moderation"]) },
    {
      nom: "recherche partout",
      acteur: MODERATEUR,
      preparer: fixe(FILTRES.map((f) => `/moderation/recherche?mots=${encodeURIComponent(f)}`)),
    },
    { nom: "enregistrement", acteur: GESTIONNAIRE, preparer: () => enregistrements(sql), ecrit: true },
  ];
}

type Brouillon = { reference: string; version: number; saisie: Saisie };

/** Saves of drafts: each takes a draft nobody is saving, changes a word, and gives it back with its next version. */
async function enregistrements(sql: postgres.Sql): Promise<Source> {
  await new Promise((ok) => setTimeout(ok, 1500));
  const libres = [
    ...(await sql<Brouillon[]>`
      select reference, version, saisie from action_formation
      where siret = ${GRANDE_STRUCTURE} and etat = 'brouillon' and not conventionnee`),
  ];
  return {
    composer: () => {
      const brouillon = libres.shift();
      if (!brouillon) throw new Error("Plus de clients que de brouillons à enregistrer.");
      return {
        requete: { method: "POST", path: `/formations/${brouillon.reference}?index`, body: corps(brouillon) },
        rendue: (statut) => {
          if (statut === 302) libres.push({ ...brouillon, version: brouillon.version + 1 });
        },
      };
    },
  };
}

function corps({ saisie, version }: Brouillon): string {
  const form = new URLSearchParams({
    jeton: crypto.randomUUID(),
    bouton: "enregistrer",
    version: String(version),
  });
  for (const [nom, valeur] of Object.entries(saisie)) {
    for (const v of Array.isArray(valeur) ? liste(valeur) : [texte(valeur)]) form.append(nom, v);
  }
  form.set("lePlus", `Essai ${crypto.randomUUID()}`);
  return form.toString();
}
