import { VOIES_COURTES } from "../../../catalogue/codes";
import { dateFr } from "../../../catalogue/regles";
import { Lien } from "../../../ui/lien";
import type { chargerSession } from "./charger.server";
import { FormulaireSession, type ReponseSession } from "./formulaire";

type Donnees = Awaited<ReturnType<typeof chargerSession>>;

/** The session screen: back to the action, the sessions beside with the current one in violet, the form. */
export function EcranSession({
  titre,
  donnees: d,
  reponse,
}: {
  titre: string;
  donnees: Donnees;
  reponse: ReponseSession | undefined;
}) {
  return (
    <>
      <p>
        <Lien vers={`formations/${d.actionReference}`}>← Modifier l'action</Lien> ·{" "}
        {d.intitule || d.actionReference}
      </p>
      <h1>{titre}</h1>
      <div className="rp-deux">
        <FormulaireSession
          key={`${d.reference ?? titre}-${d.version}-${reponse?.reprise ?? ""}`}
          {...d}
          reponse={reponse}
        />
        <aside aria-labelledby="voisines">
          <h2 id="voisines">Sessions de l'action</h2>
          {d.sessions.length === 0 ? <p>Aucune autre session pour le moment.</p> : null}
          <div className="rp-defile">
            <table className="rp-table">
              <thead>
                <tr>
                  <th scope="col">Référence</th>
                  <th scope="col">Voie</th>
                  <th scope="col">Début</th>
                  <th scope="col">Fin</th>
                  <th scope="col">Commune</th>
                </tr>
              </thead>
              <tbody>
                {d.sessions.map((s) => (
                  <tr key={s.reference} aria-current={s.reference === d.reference ? "true" : undefined}>
                    <td>
                      <Lien vers={`formations/${d.actionReference}/sessions/${s.reference}`}>
                        {s.reference}
                      </Lien>
                    </td>
                    <td>{VOIES_COURTES[s.voieAcces ?? ""] ?? ""}</td>
                    <td>{dateFr(s.debut)}</td>
                    <td>{dateFr(s.fin)}</td>
                    <td>{s.commune}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </aside>
      </div>
    </>
  );
}
