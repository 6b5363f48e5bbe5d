import { data } from "@remix-run/node";
import type { Saisie } from "../../../../db/types";
import { commencerAction, enregistrerAction } from "../../../catalogue/cas-d-usage/action.server";
import { remplacementsDe, remplacementsPossibles } from "../../../catalogue/cas-d-usage/remplacement.server";
import { liste } from "../../../catalogue/champs";
import { ConflitDeVersion, type Contexte, jourDe } from "../../../catalogue/contexte";
import { direAConfirmer } from "../../../catalogue/dire";
import { lireDossier } from "../../../catalogue/dossier.server";
import { enregistree } from "../../../catalogue/fin-de-certification";
import { intouches } from "../../../catalogue/historique.server";
import type { FaitsCertification } from "../../../catalogue/regles";
import { direRemplacement, direSessions, partager, remplacer } from "../../../catalogue/remplacement";
import { DELAI_DIT } from "../../../catalogue/workflow";
import type { StructureDePersonne } from "../../../comptes/identite";
import { suiteSure } from "../../../comptes/suite";
import type { Acteur } from "../../../droits/droits";
import {
  certificationsParCodes,
  chercherCertifications,
} from "../../../referentiels/certifications/chercher.server";
import { conflit, direTrouvailles, inchange, lireFormulaire } from "../../../server/formulaire.server";
import { brouillonDe, naitreUneFois } from "../../../server/naissance.server";
import { exigerStructure, type RequetePostee, refusDuFormulaire } from "../../../server/route.server";
import type { CertificationAffichee } from "./certifications";
import { avecRetour, listeDe } from "./retour";

/** The certifications of these codes, as the form shows them. */
export async function certificationsAffichees(
  ctx: Contexte,
  codes: string[],
): Promise<CertificationAffichee[]> {
  return avecRemplacantes(ctx, await certificationsParCodes(ctx.db, codes));
}

/** These certifications as the form shows them, each with the one that it offers in its place. */
export async function avecRemplacantes(
  ctx: Contexte,
  fiches: Omit<FaitsCertification, "blocs">[],
): Promise<CertificationAffichee[]> {
  const possibles = await remplacementsPossibles(ctx, fiches);
  return fiches.map((f) => ({
    ...afficher(f, jourDe(ctx.maintenant)),
    remplacante: possibles.find((r) => r.ancienne === f.code)?.nouvelle.code,
  }));
}

/** The certifications in whose place the form put the one that replaces them. */
export const remplaceesDans = (form: FormData): string[] => form.getAll("remplacees").map(String);

/** What the screens show of a certification that day. */
export function afficher(
  fiche: Omit<FaitsCertification, "blocs">,
  aujourdhui: string,
): CertificationAffichee {
  const { code, intitule, dateFinEnregistrement } = fiche;
  return { code, intitule, dateFinEnregistrement, active: enregistree(fiche, aujourdhui) };
}

/** The structure that the form showed: another tab may have changed the active one meanwhile. */
export function structureDuFormulaire(form: FormData, active: string | undefined): string {
  return String(form.get("structure") || exigerStructure(active));
}

/** What a new action says before anything is typed: the structure's own contact is offered, not imposed. */
export function saisieDeDepart(structure: StructureDePersonne["structure"] | undefined): Saisie {
  return { contactTelephone: structure?.telephone ?? "", contactCourriel: structure?.courriel ?? "" };
}

/** What the form of the action posts: search, add or remove a certification, or save and go on. */
export async function traiterAction(requete: RequetePostee<Acteur>, adresse: string | null) {
  const { form, ctx, siret, structures, aller } = requete;
  const lu = lireFormulaire("action", form);
  const codes = liste(lu.saisie.certifications);
  // A draft that saved itself already has its reference.
  const brouillon = adresse === null ? await brouillonDe(ctx, form) : null;
  const reference = adresse ?? brouillon?.reference ?? null;
  const connues = (autres: string[] = []) => certificationsAffichees(ctx, [...codes, ...autres]);
  // The form shown again keeps the version it was made from: what someone else saved meanwhile stays a conflict.
  const version = brouillon?.version ?? lu.version;
  const part = lu.bouton === "aller";
  // A whole path, or a step of this action, which may have no reference yet.
  const ailleurs = part && lu.argument.startsWith("/");
  const suite = (de: string) => {
    if (!part) {
      const retour = new URL(requete.request.url).searchParams.get("retour");
      return `/formations/${de}${avecRetour(listeDe(retour))}`;
    }
    return suiteSure(ailleurs ? lu.argument : `/formations/${de}/${lu.argument}`);
  };
  if (lu.bouton === "chercher" && lu.argument === "rechercheSession") {
    const dit = { [lu.argument]: "Sessions affichées" };
    return data({ resultat: lu.rendre(), version, dit, connues: await connues() });
  }
  if (lu.bouton === "chercher") {
    const jour = jourDe(ctx.maintenant);
    const cherchees = await chercherCertifications(ctx.db, String(form.get(lu.argument) ?? ""), jour);
    const trouvees = cherchees.filter((c) => !codes.includes(c.code));
    return data({
      resultat: lu.rendre(),
      version,
      trouvees: trouvees.map((c) => afficher(c, jour)),
      dit: direTrouvailles(form, lu.argument, {
        n: trouvees.length,
        quoi: "Certifications proposées",
        aucune: "Aucune autre certification trouvée. Vérifiez le code, ou essayez d'autres mots.",
      }),
      connues: await connues(),
    });
  }
  if (lu.bouton === "reprendre") {
    return data({ resultat: lu.rendre(), version, reprise: crypto.randomUUID(), connues: await connues() });
  }
  if (lu.bouton === "ajouter" || lu.bouton === "retirer") {
    const voulus =
      lu.bouton === "ajouter"
        ? [...new Set([...codes, lu.argument])]
        : codes.filter((c) => c !== lu.argument);
    return data({
      resultat: lu.rendre(undefined, { certifications: voulus }),
      version,
      connues: await connues([lu.argument]),
    });
  }
  if (lu.bouton === "remplacer") {
    const [remplacement] = await remplacementsDe(ctx, [lu.argument]);
    const dossier = reference ? await lireDossier(ctx, reference, "action:modifier") : null;
    if (!remplacement) return data({ resultat: lu.rendre(), version, connues: await connues() });
    const partage = partager(dossier?.sessions ?? [], remplacement, jourDe(ctx.maintenant));
    const certifications = remplacer(codes, remplacement, partage.gardent.length > 0);
    const remplacees = [...new Set([...remplaceesDans(form), lu.argument])];
    return data({
      resultat: lu.rendre(undefined, { certifications, remplacees }),
      version,
      dit: { certifications: direRemplacement(remplacement, partage) },
      connues: await connues([remplacement.nouvelle.code]),
    });
  }
  try {
    if (reference && part) {
      const { action } = await lireDossier(ctx, reference, "action:modifier");
      if (inchange("action", action.saisie, lu)) return await aller(suite(reference));
    }
    if (!reference) {
      const structure = structureDuFormulaire(form, siret);
      const depart = saisieDeDepart(structures.find((s) => s.structure.siret === structure)?.structure);
      if (ailleurs && inchange("action", depart, lu)) return await aller(suite(""));
      const nee = await naitreUneFois(ctx, form, async (tx) => ({
        reference: await commencerAction(tx, structure, lu.saisie),
      }));
      if (!nee) return await traiterAction(requete, adresse);
      return await aller(
        suite(nee.reference),
        `Brouillon enregistré sous la référence ${nee.reference}. Vous le retrouvez dans « Mes brouillons ».`,
      );
    }
    const fait = await enregistrerAction(ctx, {
      reference,
      saisie: lu.saisie,
      version,
      enLigne: lu.enLigne,
      certificationConfirmee: lu.bouton === "confirmer",
      remplacees: remplaceesDans(form),
    });
    const suivent = fait.suivent?.length ? direSessions(fait.suivent) : "";
    if (fait.fait === "aConfirmer") {
      const dites = [direAConfirmer(fait.sansCertification ?? false, suivent)];
      const aConfirmer = [...dites, ...(fait.remarques ?? []).map((r) => r.phrase)].join("\n");
      return data({ resultat: lu.rendre(), version, aConfirmer, connues: await connues() });
    }
    const suivies = suivent && ` Visent maintenant la nouvelle certification : ${suivent}.`;
    const messages = {
      enregistre: `Votre saisie est enregistrée.${suivies}`,
      publie: `Vos modifications sont en ligne.${suivies}`,
      aControler: `Le reste de vos modifications est en ligne ; la certification est au contrôle de Cap Métiers, sous ${DELAI_DIT}.`,
    };
    return await aller(suite(reference), messages[fait.fait]);
  } catch (erreur) {
    const refus = refusDuFormulaire(erreur);
    const dossier = reference ? await lireDossier(ctx, reference, "action:lire") : null;
    const compare = dossier && { actuelle: dossier.action.saisie, saisie: lu.saisie };
    const repris =
      reference && compare && refus instanceof ConflitDeVersion
        ? await intouches(ctx, { reference, session: null }, compare)
        : {};
    return data(
      {
        // A field on the screen keeps what it shows: the form is made anew around what it takes.
        ...(Object.keys(repris).length > 0 ? { reprise: crypto.randomUUID() } : {}),
        resultat: lu.rendre(refus, repris),
        conflit: compare && conflit(refus, "action", { ...compare, intouches: repris }),
        // Compared with what someone else saved. Any other refusal may come after our own writing, undone with it.
        version: dossier && refus instanceof ConflitDeVersion ? dossier.action.version : version,
        ...(part && reference ? { suite: suite(reference) } : {}),
        connues: await connues(liste(repris.certifications)),
      },
      { status: refus.statut },
    );
  }
}
