/** The elements of a formation, and of its sessions: a LHÉO action and its one session are, together, one of ours. */
import { lheoDate } from "../choix/calendrier";
import type { Fiche } from "../choix/certifications";
import type { Formation } from "../choix/formations";
import type { Session } from "../choix/sessions";
import type { Structure } from "../contenu/structures";
import { el, extras } from "./elements";
import { adresse, coordonnees, responsable, siret } from "./structure";

const certification = (f: Fiche) =>
  el("certification", [
    f.repertoire === "RNCP" ? el("code-RNCP", f.numero) : "",
    f.certifinfo ? el("code-CERTIFINFO", f.certifinfo) : "",
    f.repertoire === "RS" ? el("code-RS", f.numero) : "",
  ]);

const reference = (f: Fiche) =>
  el("reference-certification", [
    f.repertoire === "RNCP" ? el("reference-code-RNCP", f.numero) : "",
    f.repertoire === "CI" ? el("reference-code-CERTIFINFO", f.numero) : "",
    f.repertoire === "RS" ? el("reference-code-RS", f.numero) : "",
  ]);

const periode = (debut: number, fin: number) =>
  el("periode", [el("debut", lheoDate(debut)), el("fin", lheoDate(fin))]);

/** A formation of this structure. */
export function formation(s: Structure, f: Formation): string {
  const { fiche } = f;
  const mots: [string, string][] = [["validation", f.validation]];
  if (f.plus) mots.unshift(["le-plus", f.plus]);
  return el(`formation numero="${f.numero}"`, [
    el(
      "domaine-formation",
      f.formacodes.slice(0, 5).map((c, i) => el(`code-FORMACODE ref="V14"${i ? "" : ' tag="principal"'}`, c)),
    ),
    el("intitule-formation", f.intitule),
    el("objectif-formation", f.objectif),
    el("resultats-attendus", f.resultats),
    el("contenu-formation", f.programme),
    el("certifiante", fiche ? 1 : 0),
    el("contact-formation", [coordonnees(s, f.contact)]),
    el("parcours-de-formation", f.individualisee ? 2 : 1),
    el("code-niveau-entree", 0),
    el("objectif-general-formation", f.but),
    fiche ? certification(fiche) : "",
    fiche?.niveau ? el("code-niveau-sortie", 10 + Number(fiche.niveau)) : "",
    f.lien ? el("url-formation", [el("urlweb", f.lien)]) : "",
    ...f.sessions.map((x) => action(s, fiche, x)),
    responsable(s),
    extras(mots),
  ]);
}

function action(s: Structure, fiche: Fiche | undefined, x: Session): string {
  const { heures, conditions } = x;
  const mots: [string, string | number][] = [["voie-acces", x.voie]];
  if (heures.distance) mots.push(["heures-distance", heures.distance]);
  if (x.entree === "sequencees") mots.push(["type-entree", "sequencees"], ["entrees-sorties-cadencees", 1]);
  if (x.commentaire) mots.push(["commentaire-session", x.commentaire]);
  const conventionnee = x.placesFinancees !== undefined;
  return el(`action numero="${x.numero}"`, [
    el("rythme-formation", "Non communiqué"),
    el('code-public-vise ref="V14"', "83056"),
    el("niveau-entree-obligatoire", 0),
    el("modalites-alternance", x.alternance),
    el("modalites-enseignement", x.modalite),
    el("conditions-specifiques", conditions.prerequis),
    el("prise-en-charge-frais-possible", 1),
    el("lieu-de-formation", [el("coordonnees", [el("nom", x.lieu.nom), adresse(x.lieu)])]),
    el("modalites-entrees-sorties", x.entree === "fixes" ? 0 : 1),
    x.cycle ? el("duree-cycle", x.cycle) : "",
    session(fiche, x),
    el("acces-handicapes", conditions.handicap),
    el("modalites-recrutement", conditions.acces),
    x.tarif > 0 ? el("prix-total-TTC", x.tarif) : "",
    heures.centre ? el("nombre-heures-centre", heures.centre) : "",
    heures.entreprise ? el("nombre-heures-entreprise", heures.entreprise) : "",
    el("nombre-heures-total", heures.total),
    conventionnee ? el("conventionnement", 1) : "",
    el("organisme-formateur", [
      el("SIRET-formateur", [el("SIRET", siret(s))]),
      el("raison-sociale-formateur", s.raisonSociale),
    ]),
    x.placesFinancees !== undefined
      ? el("organisme-financeur", [el("code-financeur", 2), el("nb-places-financees", x.placesFinancees)])
      : "",
    extras(mots),
  ]);
}

function session(fiche: Fiche | undefined, x: Session): string {
  return el(`session numero="${x.numero}"`, [
    periode(x.debut, x.fin),
    el("adresse-inscription", [adresse(x.lieu)]),
    el("etat-recrutement", x.etatRecrutement),
    informationCollective(x),
    ...x.recrutements.map((code) => el("recrutement", [el("modalite-recrutement", code)])),
    fiche ? reference(fiche) : "",
    fiche && x.blocs.length
      ? el("blocs-competences", [
          el("validation-blocs", x.partielle ? 0 : 1),
          reference(fiche),
          ...x.blocs.map((b) =>
            el("bloc-competences", [el("libelle-bloc", b.libelle), el("code-bloc", b.code)]),
          ),
        ])
      : "",
    x.cycle ? el("cycle", [el("type-cycle", 1), ...x.anneesOuvertes.map((a) => el("annee-cycle", a))]) : "",
  ]);
}

function informationCollective({ reunion, lieu }: Session): string {
  if (!reunion) return "";
  return el("recrutement", [
    el("modalite-recrutement", 9),
    el("a-distance", 0),
    adresse(lieu),
    el("nb-places", reunion.places),
    periode(reunion.jour, reunion.jour),
    el("heure-debut", `${reunion.heure}h00`),
    el("heure-fin", `${reunion.heure + 2}h00`),
  ]);
}
