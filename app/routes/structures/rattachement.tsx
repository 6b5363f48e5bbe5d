import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { demanderRattachement } from "../../comptes/demander-rattachement.server";
import { PROFILS_DITS } from "../../comptes/identite";
import { PROFILS } from "../../droits/droits";
import { PHRASE_MAX } from "../../referentiels/texte";
import { chargeur, type FormulaireRefuse, rendreRefus, traitement } from "../../server/route.server";
import { ChampCases, ChampTexte, ChampZone, ResumeErreurs } from "../../ui/champs";
import { Envoyer, Formulaire } from "../../ui/formulaire";
import { Lien } from "../../ui/lien";
import { metaDe } from "../../ui/meta";
import { exigerRattachementsIci } from "./ici.server";

export const meta: MetaFunction = () => [{ title: "Demander un rattachement · RafaelPro" }];

const AIDES = {
  catalogue: "Met à jour le catalogue de formation.",
  preinscription: "Gère les candidatures sur l'offre conventionnée ; lit le catalogue.",
  general: "Fait les deux.",
};

export const loader = chargeur({ droit: "structures:voir" }, async ({ rafael }) => {
  exigerRattachementsIci(rafael);
  return { profils: PROFILS.map((code) => ({ code, libelle: PROFILS_DITS[code], aide: AIDES[code] })) };
});

export const action = traitement({ droit: "structures:voir" }, async ({ form, ctx, rafael, aller }) => {
  exigerRattachementsIci(rafael);
  const lu = (nom: string) => String(form.get(nom) ?? "");
  const saisie = { siret: lu("siret"), profil: lu("profil"), contexte: lu("contexte") };
  try {
    const { aReferent } = await demanderRattachement(ctx, saisie);
    const qui = aReferent ? "au référent de la structure, et à Cap Métiers" : "à Cap Métiers";
    return await aller("structures", `Votre demande est transmise ${qui}. La réponse se lira ici.`);
  } catch (erreur) {
    return rendreRefus(erreur, { saisie });
  }
});

type Reponse = FormulaireRefuse & { saisie?: Record<string, string> };

export default function DemanderUnRattachement() {
  const { profils } = useLoaderData<typeof loader>();
  const { refus, saisie = {} } = useActionData<Reponse>() ?? {};
  const champ = (nom: string) =>
    metaDe(nom, saisie[nom], refus?.raisons.find((r) => r.champ === nom)?.phrase);
  return (
    <>
      <h1>Demander un rattachement</h1>
      {refus ? (
        <ResumeErreurs
          titre={refus.message}
          erreurs={refus.raisons.map((r) => ({ ancre: `#${r.champ}`, phrase: r.phrase }))}
        />
      ) : null}
      <p>
        Le référent (★) de la structure, ou Cap Métiers, accorde ou refuse votre demande. Dès qu'elle est
        accordée, la structure apparaît dans « Mes structures ».
      </p>
      <Formulaire className="rp-carte">
        <ChampTexte
          meta={champ("siret")}
          type="text"
          libelle="SIRET de la structure"
          aide="14 chiffres, avec ou sans espaces."
          requis
        />
        <ChampCases meta={champ("profil")} type="radio" libelle="Votre profil" options={profils} requis />
        <ChampZone
          meta={champ("contexte")}
          libelle="Qui êtes-vous dans cette structure ?"
          aide="Votre fonction, et pourquoi vous en gérez les formations."
          max={PHRASE_MAX}
          requis
        />
        <div className="rp-boutons">
          <Envoyer>Envoyer la demande</Envoyer>
          <Lien vers="structures">Annuler</Lien>
        </div>
      </Formulaire>
    </>
  );
}
