import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { NDA_ABSENT } from "../../catalogue/remarques";
import { type Correction, corrigerOrganisme, lireOrganisme } from "../../comptes/organisme.server";
import { formaterSiret } from "../../referentiels/siret";
import { chargeur, motsDuFormulaire, traitement } from "../../server/route.server";
import { Icone } from "../../ui/icone";
import { Lien } from "../../ui/lien";
import { FormulaireOrganisme } from "./formulaire";
import { afficherChamp, correctionRefusee, type ReponseOrganisme } from "./organisme.server";

export const meta: MetaFunction<typeof loader> = ({ data: d }) => [
  { title: `Fiche · ${d?.nom ?? ""} · RafaelPro` },
];

const retourDe = (siret: string, moderateur: boolean) =>
  moderateur ? `moderation/recherche?mots=${siret}` : "structures";

export const loader = chargeur({ droit: "structures:voir" }, async ({ params, ctx }) => {
  const { structure, fiche, champs, version } = await lireOrganisme(ctx, params.siret ?? "");
  const { moderateur } = ctx.acteur;
  return {
    nom: structure.nom,
    siret: formaterSiret(structure.siret),
    // What is not theirs to correct is said above the form.
    identite: champs.includes("raisonSociale")
      ? null
      : { raisonSociale: fiche.raisonSociale, nda: fiche.nda, absent: fiche.nda === "" ? NDA_ABSENT : null },
    champs: champs.map(afficherChamp),
    valeurs: fiche,
    version,
    moderateur,
    retour: retourDe(structure.siret, moderateur),
  };
});

/** What was done, and from when what is published says it. */
function dire({ nom, apres, enLigne, plusTard }: Correction): string {
  if (Object.keys(apres).length === 0) return `Fiche inchangée : ${nom}.`;
  const suite = plusTard
    ? " Ce qui est en ligne la reprend d'ici quelques minutes."
    : enLigne
      ? " Ce qui est en ligne la reprend."
      : "";
  return `Fiche enregistrée : ${nom}.${suite}`;
}

export const action = traitement(
  { droit: "structures:voir" },
  async ({ form, params, ctx, rafael, aller }) => {
    const siret = params.siret ?? "";
    const saisie = motsDuFormulaire(form);
    try {
      const faite = await corrigerOrganisme(ctx, siret, { mots: saisie, version: saisie.version ?? "" });
      const { avant, apres } = faite;
      rafael.log.info({ qui: ctx.acteur.id, siret, avant, apres }, "organisme corrigé");
      return await aller(retourDe(siret, ctx.acteur.moderateur), dire(faite));
    } catch (erreur) {
      return await correctionRefusee(erreur, ctx, siret, saisie);
    }
  },
);

export default function FicheDeLOrganisme() {
  const d = useLoaderData<typeof loader>();
  return (
    <>
      <p>
        <Lien vers={d.retour}>
          <Icone nom="retour" />
          {d.moderateur ? "Recherche" : "Mes structures"}
        </Lien>
      </p>
      <h1>Fiche : {d.nom}</h1>
      {d.identite ? (
        <>
          {d.identite.absent ? <p className="rp-info">{d.identite.absent}</p> : null}
          <p>
            {d.identite.raisonSociale}, SIRET {d.siret}
            {d.identite.nda ? `, déclaration d'activité ${d.identite.nda}` : ""}. Cap Métiers les corrige :
            écrivez à <a href="mailto:offre@cap-metiers.pro">offre@cap-metiers.pro</a>.
          </p>
        </>
      ) : (
        <p>SIRET {d.siret}</p>
      )}
      <p>Ces coordonnées sont celles que le public lit avec chaque formation publiée.</p>
      <FormulaireOrganisme
        champs={d.champs}
        valeurs={d.valeurs}
        version={d.version}
        reponse={useActionData<ReponseOrganisme>()}
        envoyer="Enregistrer la fiche"
        annuler={d.retour}
      />
    </>
  );
}
