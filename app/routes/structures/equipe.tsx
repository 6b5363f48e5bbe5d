import { data, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Refus } from "../../catalogue/contexte";
import { changerEquipe, type Geste, lireEquipe, lireMembre } from "../../comptes/equipe.server";
import { PROFILS_DITS } from "../../comptes/identite";
import { PROFILS } from "../../droits/droits";
import { formaterSiret } from "../../referentiels/siret";
import { boutonPresse } from "../../server/formulaire.server";
import {
  chargeur,
  type FormulaireRefuse,
  motsDuFormulaire,
  rendreRefus,
  traitement,
} from "../../server/route.server";
import { ResumeErreurs } from "../../ui/champs";
import { Formulaire } from "../../ui/formulaire";
import { Icone } from "../../ui/icone";
import { Lien } from "../../ui/lien";
import { exigerRattachementsIci } from "./ici.server";
import { type AConfirmer, Confirmation, Membres } from "./membres";

export const meta: MetaFunction<typeof loader> = ({ data: d }) => [
  { title: `Équipe · ${d?.nom ?? ""} · RafaelPro` },
];

export const loader = chargeur({ droit: "structures:voir" }, async ({ params, ctx, rafael }) => {
  exigerRattachementsIci(rafael);
  const { structure, membres } = await lireEquipe(ctx, params.siret ?? "");
  return {
    siret: structure.siret,
    nom: structure.nom,
    ou: `${structure.ville} (${formaterSiret(structure.siret)})`,
    membres: membres.map((m) => ({ ...m, moi: m.id === ctx.acteur.id })),
    sansReferent: !membres.some((m) => m.referent),
    profils: PROFILS.map((code) => ({ code, libelle: PROFILS_DITS[code] })),
    moderateur: ctx.acteur.moderateur,
    courriels: rafael.courriels,
  };
});

const FAITS: Record<Geste["quoi"], (nom: string) => string> = {
  profil: (nom) => `Profil enregistré : ${nom}.`,
  nommer: (nom) => `${nom} tient maintenant l'équipe : c'est un référent de la structure.`,
  demettre: (nom) => `${nom} n'est plus référent de la structure.`,
  retirer: (nom) => `${nom} ne fait plus partie de la structure.`,
};

function gesteDe(bouton: string, profil: string): Geste {
  if (bouton === "profil") return { quoi: "profil", profil };
  if (bouton === "nommer" || bouton === "demettre" || bouton === "retirer") return { quoi: bouton };
  throw new Refus(422, "Choisissez ce que vous changez par l'un des boutons.");
}

export const action = traitement(
  { droit: "structures:voir" },
  async ({ form, params, ctx, rafael, aller }) => {
    exigerRattachementsIci(rafael);
    const siret = params.siret ?? "";
    const [presse = "", argument = ""] = boutonPresse(form);
    const id = Number(argument) || 0;
    const saisie = motsDuFormulaire(form);
    const [, confirme] = /^confirmer-(.*)$/.exec(presse) ?? [];
    try {
      const geste = gesteDe(confirme ?? presse, saisie[`profilDe${argument}`] ?? "");
      const moi = id === ctx.acteur.id;
      // What one cannot undo by oneself is asked once more.
      if (!confirme && (geste.quoi === "retirer" || (geste.quoi === "demettre" && moi))) {
        const { membre } = await lireMembre(ctx, siret, id, geste.quoi);
        return data<Reponse>({ saisie, aConfirmer: { quoi: geste.quoi, id, nom: membre.nom, moi } });
      }
      const membre = await changerEquipe(ctx, siret, id, geste);
      rafael.log.info({ qui: ctx.acteur.id, personne: id, siret, ...geste }, "équipe changée");
      // Who leaves, or is référent no more, reads this page no more.
      const parti = moi && !ctx.acteur.moderateur && geste.quoi !== "nommer";
      return await aller(parti ? "structures" : `structures/${siret}/equipe`, FAITS[geste.quoi](membre.nom));
    } catch (erreur) {
      return rendreRefus<Reponse>(erreur, { saisie });
    }
  },
);

type Reponse = Partial<FormulaireRefuse> & { saisie: Record<string, string>; aConfirmer?: AConfirmer };

export default function Equipe() {
  const d = useLoaderData<typeof loader>();
  const { refus, aConfirmer, saisie = {} } = useActionData<Reponse>() ?? {};
  return (
    <>
      <p>
        <Lien vers={d.moderateur ? "moderation" : "structures"}>
          <Icone nom="retour" />
          {d.moderateur ? "File de contrôle" : "Mes structures"}
        </Lien>
      </p>
      <h1>Équipe : {d.nom}</h1>
      <p>
        {d.ou} · <Lien vers={`structures/${d.siret}/fiche`}>Coordonnées</Lien>
      </p>
      {refus ? <ResumeErreurs titre={refus.message} erreurs={[]} /> : null}
      <Formulaire>
        {aConfirmer ? <Confirmation {...aConfirmer} annuler={`structures/${d.siret}/equipe`} /> : null}
        {d.membres.length === 0 ? (
          <p className="rp-vide">Personne n'est rattaché à cette structure.</p>
        ) : (
          <Membres membres={d.membres} profils={d.profils} saisie={saisie} />
        )}
      </Formulaire>
      {d.sansReferent && d.membres.length > 0 ? (
        <p className="rp-info">
          Cette structure n'a pas de référent : Cap Métiers répond à ses demandes de rattachement.
        </p>
      ) : null}
      <p className="rp-aide">
        Pour rejoindre l'équipe, une personne demande son rattachement depuis « Mes structures » : un référent
        (★) ou Cap Métiers lui répond.
        {d.courriels ? " Chaque changement est dit par courriel à la personne." : ""}
      </p>
    </>
  );
}
