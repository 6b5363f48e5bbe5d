import { data, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Refus } from "../../catalogue/contexte";
import { changerEquipe, type Geste, lireEquipe } from "../../comptes/equipe.server";
import { PROFILS_DITS } from "../../comptes/identite";
import { PROFILS } from "../../droits/droits";
import { formaterSiret } from "../../referentiels/siret";
import { boutonPresse } from "../../server/formulaire.server";
import {
  chargeur,
  type FormulaireRefuse,
  motsDuFormulaire,
  refuser,
  traitement,
} from "../../server/route.server";
import { ResumeErreurs } from "../../ui/champs";
import { Envoyer, Formulaire } from "../../ui/formulaire";
import { Icone } from "../../ui/icone";
import { Lien } from "../../ui/lien";
import { Tableau } from "../../ui/tableau";
import { exigerRattachementsIci } from "./ici.server";

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
    profils: PROFILS.map((code) => ({ code, libelle: PROFILS_DITS[code] })),
    moderateur: ctx.acteur.moderateur,
  };
});

const FAITS: Record<Geste["quoi"], (nom: string) => string> = {
  profil: (nom) => `Le profil de ${nom} est enregistré.`,
  nommer: (nom) => `${nom} tient maintenant l'équipe : c'est un référent de la structure.`,
  demettre: (nom) => `${nom} n'est plus référent de la structure.`,
  retirer: (nom) => `${nom} ne fait plus partie de la structure.`,
};

function gesteDe(bouton: string, profil: string): Geste {
  if (bouton === "profil") return { quoi: "profil", profil };
  if (bouton === "nommer" || bouton === "demettre") return { quoi: bouton };
  if (bouton === "confirmer") return { quoi: "retirer" };
  throw new Refus(422, "Choisissez ce que vous changez par l'un des boutons.");
}

export const action = traitement(
  { droit: "structures:voir" },
  async ({ form, params, ctx, rafael, aller }) => {
    exigerRattachementsIci(rafael);
    const siret = params.siret ?? "";
    const [bouton = "", argument = ""] = boutonPresse(form);
    const id = Number(argument) || 0;
    const saisie = motsDuFormulaire(form);
    // Said before it is done: the page asks once more.
    if (bouton === "retirer") {
      const { membres } = await lireEquipe(ctx, siret);
      return data<Reponse>({ saisie, aRetirer: membres.find((m) => m.id === id) ?? null });
    }
    try {
      const geste = gesteDe(bouton, saisie[`profilDe${argument}`] ?? "");
      const membre = await changerEquipe(ctx, siret, id, geste);
      rafael.log.info({ qui: ctx.acteur.id, personne: id, siret, ...geste }, "équipe changée");
      // Who takes themselves off reads the page no more.
      const parti = geste.quoi === "retirer" && id === ctx.acteur.id;
      return await aller(parti ? "structures" : `structures/${siret}/equipe`, FAITS[geste.quoi](membre.nom));
    } catch (erreur) {
      if (!(erreur instanceof Refus) || erreur.statut < 409) throw erreur;
      return data<Reponse>({ ...refuser(erreur), saisie }, { status: erreur.statut });
    }
  },
);

type Reponse = Partial<FormulaireRefuse> & {
  saisie: Record<string, string>;
  aRetirer?: { id: number; nom: string } | null;
};

export default function Equipe() {
  const { siret, nom, ou, membres, profils, moderateur } = useLoaderData<typeof loader>();
  const { refus, aRetirer, saisie = {} } = useActionData<Reponse>() ?? {};
  return (
    <>
      <p>
        <Lien vers={moderateur ? "moderation" : "structures"}>
          <Icone nom="retour" />
          {moderateur ? "File de contrôle" : "Mes structures"}
        </Lien>
      </p>
      <h1>Équipe : {nom}</h1>
      <p>{ou}</p>
      {refus ? <ResumeErreurs titre={refus.message} erreurs={[]} /> : null}
      <Formulaire>
        {aRetirer ? (
          <div className="rp-info" role="alert">
            <p>
              {aRetirer.nom} ne pourra plus rien voir ni changer de cette structure, dès maintenant. Ce qui
              est déjà saisi reste. Pour revenir, il lui faudra une nouvelle demande de rattachement.
            </p>
            <Envoyer bouton={`confirmer:${aRetirer.id}`} color="red">
              Retirer {aRetirer.nom}
            </Envoyer>{" "}
            <Lien vers={`structures/${siret}/equipe`}>Annuler</Lien>
          </div>
        ) : null}
        {membres.length === 0 ? <p className="rp-vide">Personne n'est rattaché à cette structure.</p> : null}
        {membres.length > 0 ? (
          <Tableau
            legende="Personnes rattachées, leur profil et leur rôle"
            colonnes={["Personne", "Courriel", "Profil", "Référent", "Rattachement"]}
            entete={0}
            lignes={membres.map((m) => ({
              cle: String(m.id),
              cellules: [
                m.moi ? `${m.nom} (vous)` : m.nom,
                m.courriel,
                m.moi ? (
                  profils.find((p) => p.code === m.profil)?.libelle
                ) : (
                  <span key="profil" className="rp-ligne">
                    <select
                      name={`profilDe${m.id}`}
                      defaultValue={saisie[`profilDe${m.id}`] ?? m.profil}
                      aria-label={`Profil de ${m.nom}`}
                    >
                      {profils.map((p) => (
                        <option key={p.code} value={p.code}>
                          {p.libelle}
                        </option>
                      ))}
                    </select>
                    <button type="submit" name="bouton" value={`profil:${m.id}`} className="rp-lien">
                      Changer<span className="rp-cache"> le profil de {m.nom}</span>
                    </button>
                  </span>
                ),
                <span key="referent">
                  {m.referent ? "★ Oui" : "Non"}{" "}
                  <button
                    type="submit"
                    name="bouton"
                    value={`${m.referent ? "demettre" : "nommer"}:${m.id}`}
                    className="rp-lien"
                  >
                    {m.referent ? "Ne plus l'être" : "Nommer"}
                    <span className="rp-cache"> {m.nom}, référent</span>
                  </button>
                </span>,
                <button
                  key="retirer"
                  type="submit"
                  name="bouton"
                  value={`retirer:${m.id}`}
                  className="rp-lien"
                >
                  Retirer<span className="rp-cache"> {m.nom}</span>
                </button>,
              ],
            }))}
          />
        ) : null}
      </Formulaire>
      <p className="rp-aide">
        Une personne nouvelle demande son rattachement depuis « Mes structures » : un référent (★) ou Cap
        Métiers lui répond. Chaque changement lui est dit par courriel.
      </p>
    </>
  );
}
