import { createReadStream } from "node:fs";
import { fileURLToPath } from "node:url";
import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import {
  commencerAction,
  enregistrerAction,
  retirerAction,
  validerAction,
} from "../../app/catalogue/cas-d-usage/action.server";
import { enregistrerSession } from "../../app/catalogue/cas-d-usage/session.server";
import { type Contexte, jourDe } from "../../app/catalogue/contexte";
import { identiteParId } from "../../app/comptes/comptes.server";
import { chiffrerMotDePasse } from "../../app/comptes/mot-de-passe.server";
import type { Profil } from "../../app/droits/droits";
import { importerLheo } from "../../app/import/importer.server";
import { demanderComplement } from "../../app/moderation/decider.server";
import { chargerCertifications } from "../../app/referentiels/certifications/charger.server";
import type { FicheCertification } from "../../app/referentiels/certifications/fiche";
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
import { lheoPlusTard, plusTard, semainesPassees } from "./a-ce-jour";

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

/**
 * The reference rows that the demonstration uses, certifications and Formacodes; the ends of certifications `semaines` weeks
 * later than their register says.
 */
export async function chargerReferentielsDemonstration(db: Base, semaines = 0): Promise<void> {
  await chargerCertifications(db, certificationsPlusTard(semaines));
  const nom = chemin("formacodes.csv");
  await chargerFormacodes(db, lireFormacodes({ nom, octets: createReadStream(nom) }));
}

async function* certificationsPlusTard(semaines: number): AsyncGenerator<FicheCertification> {
  const decaler = (jour: string | null | undefined) => (jour ? plusTard(jour, semaines) : null);
  for await (const fiche of lireExemples(chemin("certifications.csv"))) {
    yield {
      ...fiche,
      dateDebutEnregistrement: decaler(fiche.dateDebutEnregistrement) ?? undefined,
      dateFinEnregistrement: decaler(fiche.dateFinEnregistrement),
      dateLimiteDelivrance: decaler(fiche.dateLimiteDelivrance),
    };
  }
}

/**
 * Loads the demonstration once: null when the database already holds an account. Stopped half-way it is loaded anew: the
 * accounts come with all that was done under their names.
 */
export async function chargerDemonstration(db: Base, maintenant: Date): Promise<{ actions: number } | null> {
  const [deja] = await db.select({ id: utilisateur.id }).from(utilisateur).limit(1);
  if (deja) return null;
  const semaines = semainesPassees(maintenant);
  await chargerReferentielsDemonstration(db, semaines);
  const bilan = await importerLheo(db, await lheoPlusTard(chemin("demonstration.xml"), semaines), {
    maintenant,
  });
  if (bilan.refus.length > 0) {
    const [premier] = bilan.refus;
    throw new Error(`Catalogue de démonstration refusé, ligne ${premier?.ligne} : ${premier?.raison}`);
  }
  await db.transaction(async (t) => {
    const tx = t as unknown as Base;
    await creerComptes(tx);
    await habiterLesOnglets(tx, maintenant);
    // How the demonstration was made is news to nobody.
    await tx.delete(courrier);
  });
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

/** Brings actions to every state by the use cases themselves, on the big structure; two of an antenne wait for control. */
async function habiterLesOnglets(db: Base, maintenant: Date): Promise<void> {
  const claire = await contexteDe(db, "claire@exemple.fr", maintenant);
  const hugo = await contexteDe(db, "moderation@exemple.fr", maintenant);
  const lire = async (reference: string) => {
    const [action] = await db.select().from(actionFormation).where(eq(actionFormation.reference, reference));
    if (!action) throw new Error(`Action ${reference} absente`);
    return action;
  };
  const copier = async (modele: string, suffixe: string) => {
    const { saisie, siret } = await lire(modele);
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
  const valider = async (reference: string) =>
    validerAction(claire, reference, { revision: (await lire(reference)).revision });
  const [a, b, c, d, e, f] = (await publiees(db, GRANDE, 6, AVEC_UN_RNCP)) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  await commencerAction(claire, GRANDE, {
    intitule: "Gestes et postures en atelier",
    objectif: "À rédiger.",
  });
  await commencerAction(claire, GRANDE, {});
  await copier(a, " : session de printemps");
  await valider(await copier(a, " en accéléré"));
  await valider(await copier(b, " à distance"));
  const alerte = await copier(c, " (nouvelle formule)");
  await valider(alerte);
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
    await retirerAction(claire, reference, geste, { revision: (await lire(reference)).revision });
  }
  await changerCertification(claire, await lire(f));
  for (const modele of await publiees(db, ANTENNES[0], 2, aVenir(maintenant))) {
    await valider(await copier(modele, " en soirée"));
  }
}

/** One certification, of the RNCP, and nothing else. */
const AVEC_UN_RNCP = and(
  sql`jsonb_array_length(coalesce(${actionFormation.saisie}->'certifications', '[]'::jsonb)) = 1`,
  sql`${actionFormation.saisie}->'validation' = '["rncp"]'::jsonb`,
);

/** Whose sessions have all yet to begin. */
const aVenir = (maintenant: Date) => sql`not exists (select 1 from ${sessionFormation}
  where ${sessionFormation.actionReference} = ${actionFormation.reference}
    and ${sessionFormation.debut} <= ${jourDe(maintenant)})`;

/** The references of `n` published actions of that structure, such as `voulues` when it is given. */
async function publiees(db: Base, siret: string, n: number, voulues?: SQL): Promise<string[]> {
  const lignes = await db
    .select({ reference: actionFormation.reference })
    .from(actionFormation)
    .where(
      and(
        eq(actionFormation.siret, siret),
        eq(actionFormation.conventionnee, false),
        eq(actionFormation.etat, "publiee"),
        voulues,
      ),
    )
    .orderBy(asc(actionFormation.reference))
    .limit(n);
  if (lignes.length < n) throw new Error(`Le catalogue de démonstration de ${siret} est trop petit.`);
  return lignes.map((l) => l.reference);
}

async function changerCertification(
  ctx: Contexte,
  action: typeof actionFormation.$inferSelect,
): Promise<void> {
  const actuelles = action.saisie.certifications as string[];
  const longtempsEncore = plusTard(jourDe(ctx.maintenant), 58);
  const [autre] = await ctx.db
    .select({ code: certification.code })
    .from(certification)
    .where(
      and(
        eq(certification.repertoire, "RNCP"),
        eq(certification.actif, true),
        gt(certification.dateFinEnregistrement, longtempsEncore),
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
