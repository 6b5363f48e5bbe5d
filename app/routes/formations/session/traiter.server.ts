import { data } from "@remix-run/node";
import type { Saisie } from "../../../../db/types";
import {
  changerRecrutement,
  enregistrerSession,
  RemarquesAVoir,
} from "../../../catalogue/cas-d-usage/session.server";
import { texte } from "../../../catalogue/champs";
import { ConflitDeVersion, type Contexte, jourDe } from "../../../catalogue/contexte";
import type { Copie } from "../../../catalogue/copies";
import {
  chercherOrganismes,
  formateursPossibles,
  lireDossier,
  type SessionFormation,
  sessionDuDossier,
} from "../../../catalogue/dossier.server";
import { CHAMPS_GELES } from "../../../catalogue/ecrire.server";
import { intouches } from "../../../catalogue/historique.server";
import { extrait, memeValeur } from "../../../catalogue/saisie";
import { suiteSure } from "../../../comptes/suite";
import type { Acteur } from "../../../droits/droits";
import { chercherCommunes, communeParInsee } from "../../../referentiels/communes.server";
import { conflit, direTrouvailles, inchange, lireFormulaire } from "../../../server/formulaire.server";
import { brouillonDe, naitreUneFois } from "../../../server/naissance.server";
import { type RequetePostee, refusDuFormulaire } from "../../../server/route.server";
import { formateurAffiche, saisieDeDepart } from "./charger.server";
import type { EnvoiDeSession } from "./formulaire";

/** As many as a person looks through. */
const COMMUNES_MAX = 12;

/** The frozen dates of a transmitted session (rule R-31), whatever a form holds in their place. */
function gelees(session: SessionFormation | null): Saisie {
  return session?.transmiseLe ? extrait(session.saisie, CHAMPS_GELES) : {};
}

const CONFIRMER = "confirmer";

/** The button that saves the session with these remarks, and no other that would come of what is typed meanwhile. */
function telleQuelle({ raisons }: RemarquesAVoir): EnvoiDeSession {
  const codes = new Set(raisons.map((r) => r.code));
  return { bouton: `${CONFIRMER}:${[...codes].join(",")}`, libelle: "Enregistrer telle quelle" };
}

/**
 * What the form of the session posts: search or choose a commune, add or remove a meeting, or save and go on. `copie` is
 * what a new one was made from.
 */
export async function traiterSession(
  requete: RequetePostee<Acteur>,
  actionReference: string,
  adresse: string | null,
  copie?: Copie,
) {
  const { form, ctx, aller } = requete;
  const lu = lireFormulaire("session", form);
  // A session that saved itself already has its reference.
  const brouillon = adresse === null ? await brouillonDe(ctx, form) : null;
  const reference = adresse ?? brouillon?.reference ?? null;
  // The form shown again keeps the version it was made from: what someone else saved meanwhile stays a conflict.
  const version = brouillon?.version ?? lu.version;
  // The organisation chosen may be one that the loader does not offer: it was found by a search.
  const choisi = lu.bouton === "formateur" ? lu.argument : texte(lu.saisie.formateur);
  const formateurs = async (siret = choisi) =>
    (await formateursPossibles(ctx.db, siret, [siret]))
      .filter((f) => f.siret === siret)
      .map(formateurAffiche);
  if (lu.intention) return data({ resultat: lu.intention, version, formateurs: await formateurs() });
  const lireActuelle = async () => {
    if (!reference) return null;
    return sessionDuDossier(await lireDossier(ctx, actionReference, "action:lire"), reference);
  };
  if (lu.bouton === "reprendre") {
    const reprise = crypto.randomUUID();
    const resultat = lu.rendre(undefined, gelees(await lireActuelle()));
    return data({ resultat, version, reprise, formateurs: await formateurs() });
  }
  if (lu.bouton === "chercher" && lu.argument === "rechercheCommune") {
    const trouvees = chercherCommunes(String(form.get(lu.argument) ?? ""), COMMUNES_MAX + 1);
    const communes = trouvees
      .slice(0, COMMUNES_MAX)
      .flatMap(({ codesPostaux, insee, nom }) =>
        codesPostaux.map((codePostal) => ({ insee, nom, codePostal })),
      );
    const dit = direTrouvailles(form, lu.argument, {
      n: communes.length,
      quoi: trouvees.length > COMMUNES_MAX ? "Premières communes (précisez le nom)" : "Communes proposées",
      aucune:
        "Aucune commune de Nouvelle-Aquitaine ne correspond. Écrivez au moins deux lettres de son nom, ou les cinq chiffres de son code postal.",
    });
    return data({ resultat: lu.rendre(), version, communes, dit, formateurs: await formateurs() });
  }
  if (lu.bouton === "chercher") {
    const trouves = await chercherOrganismes(ctx.db, String(form.get(lu.argument) ?? ""));
    const formateursTrouves = trouves.map(formateurAffiche);
    const dit = direTrouvailles(form, lu.argument, {
      n: trouves.length,
      quoi: "Organismes proposés",
      aucune:
        "Aucun organisme ne correspond : vérifiez le nom ou le SIRET. S'il n'est pas encore dans RafaelPro, enregistrez la session en brouillon et donnez son SIRET à offre@cap-metiers.pro, qui l'ajoute.",
    });
    return data({ resultat: lu.rendre(), version, formateursTrouves, dit, formateurs: await formateurs() });
  }
  if (lu.bouton === "formateur") {
    const resultat = lu.rendre(undefined, { formateur: choisi });
    return data({ resultat, version, formateurs: await formateurs() });
  }
  if (lu.bouton === "commune") {
    const [insee = "", codePostal = ""] = lu.argument.split("-");
    const commune = communeParInsee(insee);
    const lieu = commune && { lieuCommune: insee, lieuCodePostal: codePostal, lieuVille: commune.nom };
    return data({ resultat: lu.rendre(undefined, lieu), version, formateurs: await formateurs() });
  }
  const recrutementSeul = lu.bouton === "recrutement" && reference !== null;
  const suite = lu.bouton === "aller" ? suiteSure(lu.argument) : null;
  try {
    if (suite) {
      const dossier = await lireDossier(ctx, actionReference, "action:modifier");
      const source = reference ?? copie?.copieDe;
      const session = source ? sessionDuDossier(dossier, source) : null;
      const connue =
        reference && session
          ? session.saisie
          : saisieDeDepart(dossier.action, session, {
              variante: copie?.variante,
              aujourdhui: jourDe(ctx.maintenant),
            });
      // From one copy to another, the first is not wanted.
      const autreCopie = reference === null && /\/dupliquer(\?|$)/.test(suite);
      if (inchange("session", connue, lu, autreCopie)) return await aller(suite);
    }
    if (recrutementSeul) {
      const etatRecrutement = texte(lu.saisie.etatRecrutement);
      await changerRecrutement(ctx, { actionReference, reference, etatRecrutement, version });
      const session = `formations/${actionReference}/sessions/${reference}`;
      return await aller(session, "L'état du recrutement est à jour, en ligne aussi.");
    }
    const enregistrer = (tx: Contexte) =>
      enregistrerSession(tx, {
        actionReference,
        reference,
        saisie: lu.saisie,
        version,
        enLigne: lu.enLigne,
        vues: lu.bouton === CONFIRMER ? lu.argument.split(",") : [],
      });
    const gardee = await (reference ? enregistrer(ctx) : naitreUneFois(ctx, form, enregistrer));
    if (!gardee) return await traiterSession(requete, actionReference, adresse, copie);
    const { reference: enregistree, aRevoir } = gardee;
    const points = aRevoir === 1 ? "un point" : `${aRevoir} points`;
    const reste = aRevoir > 0 ? ` Il y reste ${points} à revoir avant de valider.` : "";
    return await aller(
      suite ?? `formations/${actionReference}`,
      `Session ${enregistree} enregistrée.${reste}`,
    );
  } catch (erreur) {
    const refus = refusDuFormulaire(erreur);
    const actuelle = await lireActuelle();
    // Dates corrected by Cap Métiers meanwhile are nobody's to type: the form takes them.
    const dates = gelees(actuelle);
    const compare = actuelle &&
      !recrutementSeul && { actuelle: actuelle.saisie, saisie: { ...lu.saisie, ...dates } };
    const session = { reference: actionReference, session: reference };
    const repris = compare && refus instanceof ConflitDeVersion ? await intouches(ctx, session, compare) : {};
    const reprises = { ...dates, ...repris };
    const changees = Object.entries(reprises).some(([nom, valeur]) => !memeValeur(lu.saisie[nom], valeur));
    return data(
      {
        // A field on the screen keeps what it shows: the form is made anew around what it takes.
        ...(changees ? { reprise: crypto.randomUUID() } : {}),
        resultat: lu.rendre(refus, recrutementSeul ? actuelle?.saisie : reprises),
        conflit: compare ? conflit(refus, "session", { ...compare, intouches: repris }) : null,
        // Compared with what someone else saved. Any other refusal may come after our own writing, undone with it.
        version: actuelle && refus instanceof ConflitDeVersion ? actuelle.version : version,
        ...(suite ? { suite } : {}),
        ...(refus instanceof RemarquesAVoir ? { envoi: telleQuelle(refus) } : {}),
        formateurs: await formateurs(texte(repris.formateur) || choisi),
      },
      { status: refus.statut },
    );
  }
}
