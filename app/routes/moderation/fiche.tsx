import { data, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Fragment } from "react";
import { liste } from "../../catalogue/champs";
import { ConflitDeVersion, Refus } from "../../catalogue/contexte";
import { direDemande } from "../../catalogue/dire";
import { lireDossier } from "../../catalogue/dossier.server";
import { echeanceDe } from "../../catalogue/echeance.server";
import { remarquesAction } from "../../catalogue/regles-action";
import { ETATS, libelleDe, transition } from "../../catalogue/workflow";
import {
  CHAMPS_A_MOTIVER,
  demanderComplement,
  prendreEnCharge,
  publierAction,
  rempli,
} from "../../moderation/decider.server";
import { MOTIFS } from "../../moderation/motifs";
import { repondreADemande } from "../../moderation/repondre.server";
import { datesVoulues, lireRevue } from "../../moderation/revue.server";
import { chercherFormacodes, type FormacodeTrouve } from "../../referentiels/formacodes/chercher.server";
import { boutonPresse } from "../../server/formulaire.server";
import { chargeur, type FormulaireRefuse, refuser, traitement } from "../../server/route.server";
import { ResumeErreurs } from "../../ui/champs";
import { useDate } from "../../ui/date";
import { BoutonEntree, Envoyer, Formulaire } from "../../ui/formulaire";
import { Comparaison, Lecture } from "../../ui/lecture";
import { Lien } from "../../ui/lien";
import { metaDe } from "../../ui/meta";
import { Complement } from "./complement";
import { Demandes } from "./demandes";
import { Formacodes } from "./formacodes";
import { RetourALaFile } from "./retour";

export const meta: MetaFunction = ({ params }) => [{ title: `Contrôle · ${params.reference} · RafaelPro` }];

export const loader = chargeur({ droit: "action:publier" }, async ({ params, ctx }) => {
  const dossier = await lireDossier(ctx, params.reference ?? "", "action:publier");
  const { action, structure, publication, demandes } = dossier;
  const { fiche, ...revue } = await lireRevue(ctx, dossier);
  const avant = publication?.approuve;
  return {
    reference: action.reference,
    intitule: action.intitule,
    revision: action.revision,
    etat: action.etat,
    echeance: action.echeance,
    organisme: `${structure.nom}, ${structure.ville} (${structure.siret})`,
    certifiante: liste(action.saisie.certifications).length > 0,
    formacodes: action.formacodes.join(" "),
    ...revue,
    remarques: remarquesAction(action.saisie).map((r) => r.phrase),
    lignes: fiche.action,
    sessions: fiche.sessions.map((s) => ({
      ...s,
      nouvelle: avant !== undefined && !avant.sessions.some((x) => x.reference === s.reference),
    })),
    demandes: demandes.map((d) => ({
      id: d.id,
      type: d.type,
      quoi: direDemande(d.type, d.sessionReference),
      changements: datesVoulues(dossier, d),
      contexte: d.contexte,
      session: d.sessionReference,
      limite: echeanceDe(new Date(d.creeLe)),
    })),
    raisons: MOTIFS.map(({ code, libelle }) => ({ code, libelle })),
    champsAMotiver: CHAMPS_A_MOTIVER,
    gestes: {
      prendre: action.priseEnChargePar === null && transition("publier", action.etat) !== undefined,
      publier: Boolean(transition("publier", action.etat) ?? transition("republier", action.etat)),
      retirer: (["archiver", "supprimer"] as const).flatMap((geste) => {
        const libelle = libelleDe(geste, action.etat);
        return libelle ? { geste, libelle } : [];
      }),
      complement:
        !action.conventionnee &&
        Boolean(transition("demanderComplement", action.etat) ?? transition("mettreEnAlerte", action.etat)),
    },
  };
});

export const action = traitement({ droit: "action:publier" }, async ({ form, params, ctx, aller }) => {
  const reference = params.reference ?? "";
  const revision = Number(form.get("revision") ?? 0);
  const lu = (nom: string) => String(form.get(nom) ?? "");
  const [bouton, argument = ""] = boutonPresse(form);
  const saisie = Object.fromEntries([...form.entries()].map(([cle, v]) => [cle, String(v)]));
  // A field of a session is `reference/champ`, a field of the action its name alone.
  const motifs = [0, 1, 2].map((i) => {
    const [champ = "", sessionReference] = lu(`champ${i}`).split("/").reverse();
    return {
      champ,
      code: lu(`code${i}`),
      phrase: lu(`phrase${i}`),
      ...(sessionReference ? { sessionReference } : {}),
    };
  });
  try {
    switch (bouton) {
      case "chercher":
        return data({ saisie, trouves: await chercherFormacodes(ctx.db, lu("rechercheFormacode")) });
      case "formacode":
        return data({ saisie: { ...saisie, formacodes: `${lu("formacodes")} ${argument}`.trim() } });
      case "accorder":
      case "refuser": {
        const accordee = bouton === "accorder";
        await repondreADemande(ctx, reference, {
          revision,
          demande: Number(argument),
          accordee,
          phrase: lu(`reponse${argument}`),
        });
        return await aller(
          `moderation/${reference}`,
          accordee
            ? "La demande est accordée : l'organisme le lit sur la page de l'action."
            : "La demande est refusée : l'organisme lit votre réponse sur la page de l'action.",
        );
      }
      case "prendre":
        await prendreEnCharge(ctx, reference, revision);
        return await aller(`moderation/${reference}`, "Vous avez pris cette action en charge.");
      case "publier":
        if (motifs.some(rempli)) {
          const phrase = "Vous avez donné un motif : demandez un complément, ou videz-le pour publier.";
          throw new Refus(422, phrase, [{ champ: "motifs", code: "MOTIF", phrase }]);
        }
        await publierAction(ctx, reference, {
          revision,
          formacodes: lu("formacodes")
            .split(/[\s,;]+/)
            .filter(Boolean),
        });
        return await aller("moderation", `L'action ${reference} est publiée.`);
      case "complement":
        await demanderComplement(ctx, reference, { revision, motifs });
        return await aller("moderation", `Un complément est demandé pour l'action ${reference}.`);
      default:
        // Enter, elsewhere than in the search, decides nothing.
        throw new Refus(422, "Choisissez « Publier » ou « Demander un complément ».");
    }
  } catch (cause) {
    const erreur = cause instanceof ConflitDeVersion ? A_RELIRE : cause;
    if (!(erreur instanceof Refus) || erreur.statut < 409) throw erreur;
    return data({ ...refuser(erreur), saisie }, { status: erreur.statut });
  }
});

const A_RELIRE = new Refus(
  409,
  "L'action a changé depuis que vous l'avez ouverte : la voici telle qu'elle est maintenant. Relisez-la, puis décidez.",
);

/** Read again after a refusal too: what it was decided upon may have changed. */
export const shouldRevalidate = () => true;

/** What comes back to the page with all that was typed: a refusal, or what a search of Formacodes found. */
type Reponse = Partial<FormulaireRefuse> & { saisie: Record<string, string>; trouves?: FormacodeTrouve[] };

/** Where a reason leads on this page: its own field, else what can be done about it. */
function ancreDe(champ: string, d: { gestes: { complement: boolean }; demandes: { id: number }[] }): string {
  if (champ === "formacodes" || champ.startsWith("reponse")) return `#${champ}`;
  const motif = /^motif(\d)$/.exec(champ);
  if (motif) return `#code${Number(motif[1]) - 1}`;
  return d.gestes.complement || !d.demandes[0] ? "#complement" : `#reponse${d.demandes[0].id}`;
}

export default function FicheDeModeration() {
  const date = useDate();
  const d = useLoaderData<typeof loader>();
  const reponse = useActionData<Reponse>();
  const refus = reponse?.refus;
  const erreur = (nom: string) => refus?.raisons.find((r) => r.champ === nom)?.phrase;
  const perdues = d.gestes.complement
    ? []
    : [0, 1, 2].flatMap((i) => reponse?.saisie[`phrase${i}`]?.trim() || []);
  const champ = (nom: string, initiale = "") => metaDe(nom, reponse?.saisie[nom] ?? initiale, erreur(nom));
  return (
    <>
      <RetourALaFile />
      <h1>{d.intitule || d.reference}</h1>
      {refus ? (
        <ResumeErreurs
          // A reason that says it all is said once.
          titre={
            erreur(refus.raisons[0]?.champ ?? "") === refus.message
              ? "Rien n'est encore décidé"
              : refus.message
          }
          erreurs={refus.raisons.map((r) => ({
            ancre: ancreDe(r.champ, d),
            phrase: r.session ? `Session ${r.session} : ${r.phrase}` : r.phrase,
          }))}
        />
      ) : null}
      {perdues.length > 0 ? (
        <div className="rp-info">
          <p>Ce que vous aviez écrit, que l'état de l'action ne permet plus d'envoyer :</p>
          {perdues.map((phrase) => (
            <p key={phrase} className="rp-texte">
              {phrase}
            </p>
          ))}
        </div>
      ) : null}
      <p>
        {d.reference} · {d.organisme} · <strong>{ETATS[d.etat].libelle}</strong>
        {d.echeance ? ` · à traiter au plus tard le ${date(d.echeance)}` : ""}
        {d.enCharge ? ` · pris en charge par ${d.enCharge}` : ""} ·{" "}
        <Lien vers={`formations/${d.reference}/historique`}>Historique</Lien> ·{" "}
        <Lien vers={`formations/${d.reference}/diffusion`}>Diffusion</Lien>
        {d.gestes.retirer.map(({ geste, libelle }) => (
          <Fragment key={geste}>
            {" · "}
            <Lien vers={`formations/${d.reference}/${geste}`}>{libelle}</Lien>
          </Fragment>
        ))}
      </p>
      <Demandes demandes={d.demandes} revision={d.revision} champ={champ} />
      {d.motifs.length > 0 ? (
        <div className="rp-info">
          <p>Complément demandé :</p>
          <ul>
            {d.motifs.map((m) => (
              <li key={`${m.session} ${m.phrase}`}>
                {m.session ? `Session ${m.session} : ` : ""}
                {m.phrase}
                {m.leve ? " (l'organisme a validé de nouveau : à vérifier)" : ""}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {d.depuisComplement.length > 0 ? (
        <section aria-labelledby="reponse" className="rp-groupe">
          <h2 id="reponse">Ce qui a changé depuis le complément demandé</h2>
          <Comparaison lignes={d.depuisComplement} />
        </section>
      ) : null}
      {d.depuisPublication.length > 0 ? (
        <section aria-labelledby="changements" className="rp-groupe">
          <h2 id="changements">Ce qui change par rapport à la version publiée</h2>
          <Comparaison lignes={d.depuisPublication} />
        </section>
      ) : null}
      {d.remarques.map((phrase) => (
        <p key={phrase} className="rp-info">
          {phrase}
        </p>
      ))}
      {d.habilitations.length > 0 ? (
        <section aria-labelledby="habilitations" className="rp-groupe">
          <h2 id="habilitations">Habilitations</h2>
          <ul>
            {d.habilitations.map((h) => (
              <li key={h.certification + h.siret}>
                {h.certification}, {h.organisme} :{" "}
                {h.aVerifier ? <strong>{h.phrase}, à vérifier</strong> : h.phrase}
              </li>
            ))}
          </ul>
          {d.habilitations.some((h) => h.aVerifier) ? (
            <p className="rp-aide">
              Les diplômes enregistrés de droit et les titres du ministère du Travail n'y déclarent pas leurs
              organismes : demandez une pièce si un doute reste.
            </p>
          ) : null}
        </section>
      ) : null}
      {d.gestes.prendre ? (
        <Formulaire className="rp-boutons">
          <input type="hidden" name="revision" value={d.revision} />
          <Envoyer bouton="prendre" variant="default">
            Prendre en charge
          </Envoyer>
        </Formulaire>
      ) : null}
      {d.gestes.publier || d.gestes.complement ? (
        <Formulaire>
          <BoutonEntree />
          <input type="hidden" name="revision" value={d.revision} />
          {d.gestes.publier ? (
            <section className="rp-groupe" aria-labelledby="decider">
              <h2 id="decider">Décider</h2>
              <Formacodes
                meta={champ("formacodes", d.formacodes)}
                certifiante={d.certifiante}
                recherche={reponse?.saisie.rechercheFormacode ?? ""}
                trouves={reponse?.trouves}
              />
              <div className="rp-boutons">
                <Envoyer bouton="publier">Publier</Envoyer>
              </div>
            </section>
          ) : null}
          {d.gestes.complement ? (
            <Complement
              sessions={d.sessions}
              raisons={d.raisons}
              champs={d.champsAMotiver}
              champ={champ}
              erreur={erreur}
            />
          ) : null}
        </Formulaire>
      ) : null}
      <section aria-labelledby="action-lue" className="rp-groupe">
        <h2 id="action-lue">Action</h2>
        <Lecture lignes={d.lignes} />
      </section>
      {d.sessions.map((s) => (
        <section key={s.reference} aria-label={`Session ${s.reference}`} className="rp-groupe">
          <h2>
            Session {s.reference}
            {s.nouvelle ? " (nouvelle)" : ""}
          </h2>
          <Lecture lignes={s.lignes} />
        </section>
      ))}
    </>
  );
}
