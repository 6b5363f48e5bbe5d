import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { champsOrganisme } from "../../comptes/organisme";
import { ajouterOrganisme, deLaMemeEntreprise } from "../../comptes/organisme.server";
import { siretDe } from "../../referentiels/siret";
import { chargeur, motsDuFormulaire, traitement } from "../../server/route.server";
import { RetourALaFile } from "../moderation/retour";
import { FormulaireOrganisme } from "./formulaire";
import { afficherChamp, ajoutRefuse, type ChampAffiche, type ReponseOrganisme } from "./organisme.server";

export const meta: MetaFunction = () => [{ title: "Ajouter un organisme · RafaelPro" }];

export const loader = chargeur({ droit: "structure:ajouter" }, async ({ request, ctx }) => {
  const siret = siretDe(new URL(request.url).searchParams.get("siret") ?? "") ?? "";
  const leSiret: ChampAffiche = {
    nom: "siret",
    libelle: "SIRET",
    type: "text",
    aide: "14 chiffres, avec ou sans espaces.",
    requis: true,
  };
  return {
    champs: [leSiret, ...champsOrganisme(true).map(afficherChamp)],
    valeurs: { siret, ...(siret ? await deLaMemeEntreprise(ctx, siret) : {}) },
  };
});

export const action = traitement({ droit: "structure:ajouter" }, async ({ form, ctx, rafael, aller }) => {
  const saisie = motsDuFormulaire(form);
  try {
    const { siret, nom } = await ajouterOrganisme(ctx, saisie);
    rafael.log.info({ qui: ctx.acteur.id, siret }, "organisme ajouté");
    return await aller(`moderation/recherche?mots=${siret}`, `${nom} est maintenant dans RafaelPro.`);
  } catch (erreur) {
    return ajoutRefuse(erreur, saisie);
  }
});

export default function AjouterUnOrganisme() {
  const { champs, valeurs } = useLoaderData<typeof loader>();
  return (
    <>
      <RetourALaFile />
      <h1>Ajouter un organisme</h1>
      <p>
        Une fois ajouté, un organisme se choisit comme formateur d'une session, et ses gestionnaires peuvent y
        demander leur rattachement.
      </p>
      <FormulaireOrganisme
        champs={champs}
        valeurs={valeurs}
        reponse={useActionData<ReponseOrganisme>()}
        envoyer="Ajouter l'organisme"
        annuler="moderation/recherche"
      />
    </>
  );
}
