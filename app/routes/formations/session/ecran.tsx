import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { texte } from "../../../catalogue/champs";
import { VOIES_COURTES } from "../../../catalogue/codes";
import { useDate } from "../../../ui/date";
import { BoutonEntree } from "../../../ui/formulaire";
import { Icone } from "../../../ui/icone";
import { Depart } from "../../../ui/lien";
import { Tableau } from "../../../ui/tableau";
import { EtatAction } from "../action/etat";
import type { chargerSession } from "./charger.server";
import { FormulaireSession, type ReponseSession } from "./formulaire";
import { RecrutementSeul } from "./recrutement";

type Donnees = Awaited<ReturnType<typeof chargerSession>>;

/** The session screen: back to the action, the sessions beside with the current one in violet, the form. */
export function EcranSession({
  titre,
  donnees: d,
  reponse,
  children,
}: {
  titre: string;
  donnees: Donnees;
  reponse: ReponseSession | undefined;
  /** What stands under the title. */
  children?: ReactNode;
}) {
  const date = useDate();
  // Two copies of one session differ by their address.
  const { pathname, search } = useLocation();
  const form = d.formulaire;
  return (
    <>
      {form ? <BoutonEntree form={form} /> : null}
      <p>
        <Depart form={form} vers={`formations/${d.actionReference}`}>
          <Icone nom="retour" />
          Modifier l'action
        </Depart>{" "}
        · {d.intitule || d.actionReference}
      </p>
      <h1>{titre}</h1>
      {children}
      {d.etat ? <EtatAction {...d.etat} /> : null}
      {d.aFournir ? (
        <p>
          {d.aFournir}{" "}
          <Depart form={form} vers={`formations/${d.actionReference}/diffusion`}>
            Où paraît-elle ?
          </Depart>
        </p>
      ) : null}
      {d.recrutementSeul ? (
        <RecrutementSeul version={d.version} actuel={texte(d.saisie.etatRecrutement)} />
      ) : null}
      <div className="rp-deux">
        <FormulaireSession
          key={`${d.reference ?? pathname + search}-${d.version}-${reponse?.reprise ?? ""}`}
          lectureSeule={!form}
          {...d}
          reponse={reponse}
        />
        <aside aria-labelledby="voisines">
          <h2 id="voisines">Sessions de l'action</h2>
          {d.sessions.length === 0 ? <p>Aucune autre session pour le moment.</p> : null}
          <Tableau
            legende="Sessions de l'action"
            colonnes={["Référence", "Voie", "Début", "Fin", "Commune"]}
            entete={0}
            lignes={d.sessions.map((s) => ({
              cle: s.reference,
              courante: s.reference === d.reference,
              cellules: [
                <Depart
                  key="vers"
                  form={form}
                  vers={`formations/${d.actionReference}/sessions/${s.reference}`}
                >
                  {s.reference}
                </Depart>,
                VOIES_COURTES[s.voieAcces ?? ""] ?? "",
                date(s.debut),
                date(s.fin),
                s.commune,
              ],
            }))}
          />
        </aside>
      </div>
    </>
  );
}
