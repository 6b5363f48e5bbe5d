import type { MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Refus } from "../../catalogue/contexte";
import { NDA_ABSENT } from "../../catalogue/remarques";
import { mesDemandes, retirerDemandeDeRattachement } from "../../comptes/demander-rattachement.server";
import { PROFILS_DITS } from "../../comptes/identite";
import { choisirLesCourriels, recoitDesCourriels } from "../../comptes/preference.server";
import { compterDemandesARepondre } from "../../comptes/repondre-rattachement.server";
import { formaterSiret } from "../../referentiels/siret";
import { chargeur, type FormulaireRefuse, traitement } from "../../server/route.server";
import { ResumeErreurs } from "../../ui/champs";
import { Lien } from "../../ui/lien";
import { Tableau } from "../../ui/tableau";

import { Courriels, RECOIT } from "./courriels";
import { exigerRattachementsIci } from "./ici.server";
import { enDemande, MesDemandes } from "./mes-demandes";

export const meta: MetaFunction = () => [{ title: "Mes structures · RafaelPro" }];

export const loader = chargeur({ droit: "structures:voir" }, async ({ structures, siret, ctx, rafael }) => {
  // Nothing to see, and nothing to ask here.
  if (structures.length === 0 && !ctx.acteur.moderateur) exigerRattachementsIci(rafael);
  const [courriels, demandes, aRepondre] = await Promise.all([
    rafael.courriels ? recoitDesCourriels(ctx.db, ctx.acteur.id) : null,
    rafael.rattachements ? mesDemandes(ctx) : null,
    rafael.rattachements ? compterDemandesARepondre(ctx) : 0,
  ]);
  return {
    courriels,
    aRepondre,
    demandes: demandes?.map(enDemande),
    structures: structures.map(({ structure, profil, referent }) => ({
      siret: structure.siret,
      siretAffiche: formaterSiret(structure.siret),
      nom: structure.nom,
      ville: structure.ville,
      departement: structure.codePostal.slice(0, 2),
      profil: PROFILS_DITS[profil],
      referent,
      active: structure.siret === siret,
      nda: structure.nda === null ? NDA_ABSENT : null,
    })),
  };
});

export const action = traitement({ droit: "structures:voir" }, async ({ form, ctx, session, aller }) => {
  const courriels = form.get("courriels");
  if (courriels !== null) {
    await choisirLesCourriels(ctx.db, ctx.acteur.id, courriels === "oui");
    return aller("structures", courriels === "oui" ? RECOIT : "Vous ne recevrez plus de courriel.");
  }
  const retiree = form.get("retirer");
  if (retiree !== null) {
    await retirerDemandeDeRattachement(ctx, Number(retiree) || 0);
    return aller("structures", "Votre demande est retirée.");
  }
  const siret = String(form.get("siret") ?? "");
  if (!ctx.acteur.profils[siret]) throw new Refus(404, "Cette structure n'est pas dans les vôtres.");
  session.set("structure", siret);
  // Back to the action that offered the change.
  const suite = String(form.get("suite") ?? "");
  return aller(/^formations\/\d{12}$/.test(suite) ? suite : "formations");
});

export default function MesStructures() {
  const { structures, courriels, demandes, aRepondre } = useLoaderData<typeof loader>();
  const reponse = useActionData<FormulaireRefuse>();
  return (
    <>
      <h1>Mes structures</h1>
      {reponse ? <ResumeErreurs titre={reponse.refus.message} erreurs={[]} /> : null}
      {aRepondre > 0 ? (
        <p className="rp-info">
          <Lien vers="structures/demandes">Demandes de rattachement</Lien> qui attendent votre réponse :{" "}
          {aRepondre}.
        </p>
      ) : null}
      <p>
        La gestion des formations se fait sur une structure à la fois. Pour être rattaché à une autre,{" "}
        {demandes ? (
          <>
            <Lien vers="structures/rattachement">demandez un rattachement</Lien> : son référent (★) ou Cap
            Métiers vous répond.
          </>
        ) : (
          "adressez-vous à son référent (★) ou à offre@cap-metiers.pro."
        )}
      </p>
      {structures
        .filter((s) => s.nda)
        .map((s) => (
          <p key={s.siret} className="rp-info">
            {s.nom}, {s.siretAffiche} : {s.nda}
          </p>
        ))}
      {structures.length === 0 ? (
        <p className="rp-vide">Votre compte n'est rattaché à aucune structure.</p>
      ) : (
        <Tableau
          legende="Mes structures"
          colonnes={["Nom", "Siret", "Ville", "Département", "Type", "Mes profils", "Référent", "Action"]}
          entete={0}
          discretes={["Département", "Type"]}
          lignes={structures.map((s) => ({
            cle: s.siret,
            cellules: [
              s.nom,
              s.siretAffiche,
              s.ville,
              s.departement,
              "Formateur",
              s.profil,
              s.referent ? <Referent key="referent" {...s} ici={demandes !== undefined} /> : "Non",
              <Choix key="choix" {...s} />,
            ],
          }))}
        />
      )}
      {demandes && demandes.length > 0 ? <MesDemandes demandes={demandes} /> : null}
      {courriels === null ? null : <Courriels recoit={courriels} />}
    </>
  );
}

/** A référent keeps the coordinates up to date and, where our tables say who is attached (`ici`), the team. */
function Referent({ siret, nom, ici }: { siret: string; nom: string; ici: boolean }) {
  return (
    <>
      <span aria-hidden="true">★</span> Oui
      {" · "}
      <Lien vers={`structures/${siret}/fiche`}>
        Coordonnées<span className="rp-cache"> : {nom}</span>
      </Lien>
      {ici ? (
        <>
          {" · "}
          <Lien vers={`structures/${siret}/equipe`}>
            Équipe<span className="rp-cache"> : {nom}</span>
          </Lien>
        </>
      ) : null}
    </>
  );
}

function Choix({ siret, nom, active }: { siret: string; nom: string; active: boolean }) {
  return active ? (
    <strong>Structure active</strong>
  ) : (
    // Without a token: chosen twice, the structure is chosen, and each answer must carry it.
    <Form method="post">
      <button type="submit" className="rp-lien" name="siret" value={siret}>
        Choisir<span className="rp-cache"> {nom}</span>
      </button>
    </Form>
  );
}
