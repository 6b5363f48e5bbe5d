import { Form, useSearchParams } from "@remix-run/react";
import { Fragment } from "react";
import { VOIES_COURTES } from "../../../catalogue/codes";
import { dateFr } from "../../../catalogue/regles";
import { Envoyer } from "../../../ui/formulaire";
import { Icone } from "../../../ui/icone";
import { Lien } from "../../../ui/lien";
import { Tableau } from "../../../ui/tableau";
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

const COLONNES = [
  "Référence",
  "Voies d'accès",
  "Début",
  "Fin",
  "Commune",
  "Organisme de formation",
  "Actions",
];

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
        <Tableau
          colonnes={COLONNES}
          entete={0}
          lignes={visibles.map((s) => ({
            cle: s.reference,
            cellules: [
              <Fragment key="reference">
                <Lien vers={adresse(s.reference)}>{s.reference}</Lien>
                {s.incomplete ? " (à compléter)" : ""}
              </Fragment>,
              VOIES_COURTES[s.voieAcces ?? ""] ?? "",
              dateFr(s.debut),
              dateFr(s.fin),
              s.commune,
              s.formateur,
              p.modifiable && <Gestes key="gestes" session={s} adresse={adresse} />,
            ],
          }))}
        />
      )}
      {p.modifiable ? (
        <p>
          {p.enLigne ? (
            <Lien vers={adresse("nouvelle")}>
              <Icone nom="plus" />
              Ajouter une session
            </Lien>
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

function Gestes({ session, adresse }: { session: SessionAffichee; adresse: (fin: string) => string }) {
  const { reference } = session;
  return (
    <span className="rp-gestes">
      <Lien vers={adresse(`${reference}/dupliquer`)}>
        <Icone nom="dupliquer" />
        dupliquer la session<span className="rp-cache"> {reference}</span>
      </Lien>
      {session.demandee ? (
        "Suppression demandée"
      ) : (
        <Lien vers={adresse(`${reference}/supprimer`)}>
          <Icone nom="poubelle" />
          <span className="rp-cache">Supprimer la session {reference}</span>
        </Lien>
      )}
    </span>
  );
}
