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
  const prise = d.enCharge;
  const charger = (bouton: string, libelle: string) => (
    <p id="charge" tabIndex={-1}>
      <Envoyer key={bouton} bouton={bouton} variant="default" formAction={`${ici}#charge`}>
        {libelle}
      </Envoyer>
    </p>
  );
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
      {prise && !prise.moi ? (
        <div className="rp-info" id="charge" tabIndex={-1}>
          <p>
            <strong>{prise.nom}</strong>{" "}
            {`a pris cette action en charge${prise.depuis ? ` le ${prise.depuis}` : ""} : pour décider à sa place, reprenez-la d'abord à votre compte. L'historique le dira.`}
          </p>
          <Envoyer bouton="prendre" variant="default" formAction={`${ici}#charge`}>
            Reprendre à mon compte
          </Envoyer>
        </div>
      ) : null}
      <Demandes demandes={d.demandes} champ={champ} />
      {p.children}
      {prise?.moi ? charger("rendre", "Rendre à la file") : null}
      {d.gestes.suivante && !prise ? charger("prendre", "Prendre en charge") : null}
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
