import { useFormAction } from "@remix-run/react";
import type { ReactNode } from "react";
import { BoutonEntree, Envoyer, Formulaire } from "../../ui/formulaire";
import { metaDe } from "../../ui/meta";
import { CopieRetrouvee, EtatSauvegarde, useSauvegarde } from "../../ui/sauvegarde";
import { Complement } from "./complement";
import { Demandes } from "./demandes";
import type { DonneesFiche, ReponseFiche } from "./fiche.server";
import { Formacodes } from "./formacodes";
import { lignesDeMotif } from "./lignes-de-motif";

const ID_FORMULAIRE = "decision";

/**
 * All that a moderator writes of an action, in one form around what a decision rests on (`children`): whatever is
 * pressed, no part loses the words of another. With scripts, a copy is kept on the device until the decision.
 */
export function FormulaireDecision(p: {
  d: DonneesFiche;
  reponse: ReponseFiche | undefined;
  children: ReactNode;
}) {
  const { d, reponse } = p;
  const ici = useFormAction();
  const { version, ...sauvegarde } = useSauvegarde({
    form: ID_FORMULAIRE,
    adresse: null,
    reference: "",
    page: () => "",
    version: d.revision,
  });
  const erreur = (nom: string) => reponse?.refus?.raisons.find((r) => r.champ === nom)?.phrase;
  const champ = (nom: string, initiale = "") => metaDe(nom, reponse?.saisie[nom] ?? initiale, erreur(nom));
  return (
    <Formulaire id={ID_FORMULAIRE}>
      <BoutonEntree />
      <input type="hidden" name="revision" value={version} />
      <CopieRetrouvee form={ID_FORMULAIRE} />
      <Demandes demandes={d.demandes} champ={champ} />
      {p.children}
      {d.gestes.prendre || d.gestes.rendre ? (
        <p id="charge" tabIndex={-1}>
          {d.gestes.prendre ? (
            <Envoyer key="prendre" bouton="prendre" variant="default" formAction={`${ici}#charge`}>
              Prendre en charge
            </Envoyer>
          ) : (
            <Envoyer key="rendre" bouton="rendre" variant="default" formAction={`${ici}#charge`}>
              Rendre à la file
            </Envoyer>
          )}
        </p>
      ) : null}
      {d.gestes.publier ? (
        <section className="rp-groupe" aria-labelledby="decider">
          <h2 id="decider">Décider</h2>
          <Formacodes
            meta={champ("formacodes", d.formacodes)}
            certifiante={d.certifiante}
            choisis={reponse?.choisis ?? d.choisis}
            recherche={reponse?.saisie.rechercheFormacode ?? ""}
            trouves={reponse?.trouves}
            dit={reponse?.dit?.rechercheFormacode}
          />
          <div className="rp-boutons">
            <Envoyer bouton="publier">Publier</Envoyer>
            {d.gestes.suivante ? (
              <Envoyer bouton="publier:suivante" variant="default">
                Publier, puis la suivante
              </Envoyer>
            ) : null}
          </div>
        </section>
      ) : null}
      {d.gestes.complement ? (
        <Complement
          sessions={d.sessions}
          raisons={d.raisons}
          effet={d.effet}
          champs={d.champsAMotiver}
          lignes={lignesDeMotif(reponse?.saisie ?? {})}
          suivante={d.gestes.suivante}
          champ={champ}
          erreur={erreur}
        />
      ) : null}
      <EtatSauvegarde {...sauvegarde} />
    </Formulaire>
  );
}
