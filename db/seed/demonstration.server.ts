import { createReadStream } from "node:fs";
import { fileURLToPath } from "node:url";
import { and, asc, eq, sql } from "drizzle-orm";
import {
  commencerAction,
  enregistrerAction,
  retirerAction,
  validerAction,
} from "../../app/catalogue/cas-d-usage/action.server";
import { enregistrerSession } from "../../app/catalogue/cas-d-usage/session.server";
import type { Contexte } from "../../app/catalogue/contexte";
import { identiteParId } from "../../app/comptes/comptes.server";
import { chiffrerMotDePasse } from "../../app/comptes/mot-de-passe.server";
import type { Profil } from "../../app/droits/droits";
import { importerLheo } from "../../app/import/importer.server";
import { demanderComplement } from "../../app/moderation/decider.server";
import { chargerCertifications } from "../../app/referentiels/certifications/charger.server";
import { lireExemples } from "../../app/referentiels/certifications/lire-exemples";
import { chargerFormacodes } from "../../app/referentiels/formacodes/charger.server";
import { lireFormacodes } from "../../app/referentiels/formacodes/lire-formacodes";
import type { Base } from "../client";
import {
  actionFormation,
  certification,
  courrier,
  rattachement,
  sessionFormation,
  utilisateur,
} from "../schema";

export const MOT_DE_PASSE_DEMONSTRATION = "demonstration";

const GRANDE = "00043127000024";
const ANTENNES = ["00057241200013", "00057241200021"] as const;

type Compte = {
  courriel: string;
  nom: string;
  role: string;
  moderateur?: boolean;
  rattachements: { siret: string; profil: Profil; referent?: boolean }[];
};

/**
 * Whether the demonstration is loaded: its passwords are known to all, so a PostgreSQL of one's own gets it only with
 * `DEMONSTRATION=1`; PGlite, unless with `DEMONSTRATION=0`.
 */
export function demonstrationVoulue({
  DEMONSTRATION,
  DATABASE_URL,
}: Readonly<Record<string, string | undefined>>): boolean {
  return DATABASE_URL ? DEMONSTRATION === "1" : DEMONSTRATION !== "0";
}

/** The accounts of the demonstration, printed at start. */
export const COMPTES_DEMONSTRATION: readonly Compte[] = [
  {
    courriel: "claire@exemple.fr",
    nom: "Claire Martin",
    role: "gestionnaire OF général, trois structures",
    rattachements: [
      { siret: GRANDE, profil: "general", referent: true },
      { siret: ANTENNES[0], profil: "general" },
      { siret: ANTENNES[1], profil: "catalogue" },
    ],
  },
  {
    courriel: "paul@exemple.fr",
    nom: "Paul Roux",
    role: "gestionnaire OF catalogue formation, une antenne",
    rattachements: [{ siret: ANTENNES[1], profil: "catalogue" }],
  },
  {
    courriel: "lea@exemple.fr",
    nom: "Léa Petit",
    role: "gestionnaire OF préinscription : consulte seulement",
    rattachements: [{ siret: GRANDE, profil: "preinscription" }],
  },
  {
    courriel: "moderation@exemple.fr",
    nom: "Hugo Bernard",
    role: "gestionnaire de l'offre de Cap Métiers (modération)",
    moderateur: true,
    rattachements: [],
  },
];

const chemin = (nom: string) => fileURLToPath(new URL(nom, import.meta.url));

/** The reference rows that the demonstration uses: certifications and Formacodes. */
export async function chargerReferentielsDemonstration(db: Base): Promise<void> {
  await chargerCertifications(db, lireExemples(chemin("certifications.csv")));
  const nom = chemin("formacodes.csv");
  await chargerFormacodes(db, lireFormacodes({ nom, octets: createReadStream(nom) }));
}

/** Loads the demonstration once: null when the database already holds an account. */
export async function chargerDemonstration(db: Base, maintenant: Date): Promise<{ actions: number } | null> {
  const [deja] = await db.select({ id: utilisateur.id }).from(utilisateur).limit(1);
  if (deja) return null;
  await chargerReferentielsDemonstration(db);
  const bilan = await importerLheo(db, createReadStream(chemin("demonstration.xml")), { maintenant });
  if (bilan.refus.length > 0) {
    const [premier] = bilan.refus;
    throw new Error(`Catalogue de démonstration refusé, ligne ${premier?.ligne} : ${premier?.raison}`);
  }
  await creerComptes(db);
  await habiterLesOnglets(db, maintenant);
  // How the demonstration was made is news to nobody.
  await db.delete(courrier);
  return { actions: bilan.formations };
}

async function creerComptes(db: Base): Promise<void> {
  const motDePasse = await chiffrerMotDePasse(MOT_DE_PASSE_DEMONSTRATION);
  for (const { courriel, nom, moderateur = false, rattachements } of COMPTES_DEMONSTRATION) {
    const [compte] = await db
      .insert(utilisateur)
      .values({ courriel, nom, moderateur, motDePasse })
      .returning({ id: utilisateur.id });
    if (compte && rattachements.length > 0) {
      await db.insert(rattachement).values(rattachements.map((r) => ({ utilisateurId: compte.id, ...r })));
    }
  }
}

async function contexteDe(db: Base, courriel: string, maintenant: Date): Promise<Contexte> {
  const [compte] = await db
    .select({ id: utilisateur.id })
    .from(utilisateur)
    .where(eq(utilisateur.courriel, courriel));
  return { db, acteur: (await identiteParId(db, compte?.id)).acteur, maintenant };
}

/** Brings actions to every state by the use cases themselves, on the big structure and on an antenne. */
async function habiterLesOnglets(db: Base, maintenant: Date): Promise<void> {
  const claire = await contexteDe(db, "claire@exemple.fr", maintenant);
  const hugo = await contexteDe(db, "moderation@exemple.fr", maintenant);
  for (const siret of [GRANDE]) {
    const modeles = await publiees(db, siret);
    const lire = async (reference: string) => {
      const [action] = await db
        .select()
        .from(actionFormation)
        .where(eq(actionFormation.reference, reference));
      if (!action) throw new Error(`Action ${reference} absente`);
      return action;
    };
    const copier = async (modele: string, suffixe: string) => {
      const { saisie } = await lire(modele);
      const reference = await commencerAction(claire, siret, {
        ...saisie,
        intitule: `${saisie.intitule}${suffixe}`,
      });
      const sessions = await db
        .select()
        .from(sessionFormation)
        .where(eq(sessionFormation.actionReference, modele));
      for (const s of sessions) {
        await enregistrerSession(claire, {
          actionReference: reference,
          reference: null,
          saisie: s.saisie,
          version: 0,
          enLigne: false,
        });
      }
      return reference;
    };
    const [a, b, c, d, e, f] = modeles as [string, string, string, string, string, string];
    await commencerAction(claire, siret, {
      intitule: "Gestes et postures en atelier",
      objectif: "À rédiger.",
    });
    await commencerAction(claire, siret, {});
    await copier(a, " : session de printemps");
    for (const [modele, suffixe] of [
      [a, " en accéléré"],
      [b, " à distance"],
    ] as const) {
      const creee = await copier(modele, suffixe);
      await validerAction(claire, creee, { revision: (await lire(creee)).revision });
    }
    const alerte = await copier(c, " (nouvelle formule)");
    await validerAction(claire, alerte, { revision: (await lire(alerte)).revision });
    await demanderComplement(hugo, alerte, {
      revision: (await lire(alerte)).revision,
      motifs: [
        {
          champ: "programme",
          code: "TEXTE_ILLISIBLE",
          phrase: "Le programme s'arrête au milieu d'une phrase : complétez-le.",
        },
        { champ: "contactCourriel", code: "CONTACT", phrase: "" },
      ],
    });
    for (const [reference, geste] of [
      [d, "archiver"],
      [e, "supprimer"],
    ] as const) {
      await retirerAction(claire, reference, geste, (await lire(reference)).revision);
    }
    await changerCertification(claire, await lire(f));
  }
}

async function publiees(db: Base, siret: string): Promise<string[]> {
  const lignes = await db
    .select({ reference: actionFormation.reference })
    .from(actionFormation)
    .where(
      and(
        eq(actionFormation.siret, siret),
        eq(actionFormation.conventionnee, false),
        eq(actionFormation.etat, "publiee"),
        sql`jsonb_array_length(coalesce(${actionFormation.saisie}->'certifications', '[]'::jsonb)) = 1`,
        sql`${actionFormation.saisie}->'validation' = '["rncp"]'::jsonb`,
      ),
    )
    .orderBy(asc(actionFormation.reference))
    .limit(6);
  if (lignes.length < 6) throw new Error(`Le catalogue de démonstration de ${siret} est trop petit.`);
  return lignes.map((l) => l.reference);
}

async function changerCertification(
  ctx: Contexte,
  action: typeof actionFormation.$inferSelect,
): Promise<void> {
  const actuelles = action.saisie.certifications as string[];
  const [autre] = await ctx.db
    .select({ code: certification.code })
    .from(certification)
    .where(
      and(
        eq(certification.repertoire, "RNCP"),
        eq(certification.actif, true),
        sql`${certification.dateFinEnregistrement} > '2028-01-01'`,
        sql`${certification.code} <> ${actuelles[0] ?? ""}`,
      ),
    )
    .orderBy(asc(certification.code))
    .limit(1);
  if (!autre) throw new Error("Aucune autre certification pour la démonstration.");
  await enregistrerAction(ctx, {
    reference: action.reference,
    saisie: { ...action.saisie, certifications: [...actuelles, autre.code] },
    version: action.version,
    enLigne: true,
    certificationConfirmee: true,
  });
}
