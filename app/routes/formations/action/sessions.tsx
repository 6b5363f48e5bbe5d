import { Form, useSearchParams } from "@remix-run/react";
import { VOIES_COURTES } from "../../../catalogue/codes";
import { dateFr } from "../../../catalogue/regles";
import { Envoyer } from "../../../ui/formulaire";
import { Lien } from "../../../ui/lien";
import { ID_FORMULAIRE } from "./formulaire";

export type SessionAffichee = {
  reference: string;
  voieAcces: string | null;
  debut: string | null;
  fin: string | null;
  commune: string | null;
  formateur: string;
  transmise: boolean;
  demandee: boolean;
  incomplete: boolean;
};

/** The sessions below the action: filter, columns of the guide, duplicate, bin. */
export function Sessions(p: {
  reference: string;
  sessions: SessionAffichee[];
  modifiable: boolean;
  enLigne: boolean;
}) {
  const [params] = useSearchParams();
  const filtre = params.get("filtreSession") ?? "";
  const visibles = p.sessions.filter((s) =>
    Object.values(s).some((v) => String(v).toLowerCase().includes(filtre.toLowerCase())),
  );
  const adresse = (fin: string) => `formations/${p.reference}/sessions/${fin}`;
  return (
    <section aria-labelledby="sessions" className="rp-groupe">
      <h2 id="sessions" tabIndex={-1}>
        Sessions de formation
      </h2>
      {p.sessions.length > 1 ? (
        <Form method="get" className="rp-ligne">
          <span>
            <label htmlFor="filtreSession">Filtrer</label>
            <br />
            <input id="filtreSession" name="filtreSession" type="search" defaultValue={filtre} />
          </span>
          <button type="submit">Filtrer les sessions</button>
        </Form>
      ) : null}
      {visibles.length === 0 ? (
        <p className="rp-vide">
          {filtre
            ? `Aucune session ne contient « ${filtre} ».`
            : "Aucune session. Ajoutez-en une pour pouvoir valider."}
        </p>
      ) : (
        <div className="rp-defile">
          <table className="rp-table">
            <thead>
              <tr>
                <th scope="col">Référence</th>
                <th scope="col">Voies d'accès</th>
                <th scope="col">Début</th>
                <th scope="col">Fin</th>
                <th scope="col">Commune</th>
                <th scope="col">Organisme de formation</th>
                <th scope="col">Actions</th>
              </tr>
            </thead>
            <tbody>
              {visibles.map((s) => (
                <tr key={s.reference}>
                  <td>
                    <Lien vers={adresse(s.reference)}>{s.reference}</Lien>
                    {s.incomplete ? " (à compléter)" : ""}
                  </td>
                  <td>{VOIES_COURTES[s.voieAcces ?? ""] ?? ""}</td>
                  <td>{dateFr(s.debut)}</td>
                  <td>{dateFr(s.fin)}</td>
                  <td>{s.commune}</td>
                  <td>{s.formateur}</td>
                  <td>
                    {p.modifiable ? (
                      <>
                        <Lien vers={adresse(`${s.reference}/dupliquer`)}>
                          dupliquer la session<span className="rp-cache"> {s.reference}</span>
                        </Lien>{" "}
                        {s.demandee ? (
                          "Suppression demandée"
                        ) : (
                          <Lien
                            vers={adresse(`${s.reference}/supprimer`)}
                            aria-label={`Supprimer la session ${s.reference}`}
                          >
                            <span aria-hidden="true">🗑</span>
                          </Lien>
                        )}
                      </>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {p.modifiable ? (
        <p>
          {p.enLigne ? (
            <Lien vers={adresse("nouvelle")}>Ajouter une session</Lien>
          ) : (
            // A draft is saved on the way, with whatever it holds: nothing typed above is lost.
            <Envoyer form={ID_FORMULAIRE} bouton="session" variant="default">
              Ajouter une session
            </Envoyer>
          )}
        </p>
      ) : null}
    </section>
  );
}
