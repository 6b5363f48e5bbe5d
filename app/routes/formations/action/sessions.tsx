import { Form } from "@remix-run/react";
import { Fragment, type ReactNode } from "react";
import { VOIES_COURTES } from "../../../catalogue/codes";
import { useDate } from "../../../ui/date";
import { Envoyer } from "../../../ui/formulaire";
import { Icone } from "../../../ui/icone";
import { Depart } from "../../../ui/lien";
import { Recherche } from "../../../ui/recherche";
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
  /** What is asked of Cap Métiers about it, and the last day for the answer. */
  demande: string | null;
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
  /** Words looked for in the rows, and what to call the rows when they have just been looked for. */
  filtre: string;
  dit: string | undefined;
}) {
  const date = useDate();
  const { filtre, modifiable } = p;
  const vers = (fin: string, contenu: ReactNode) => (
    <Depart form={modifiable && ID_FORMULAIRE} vers={`formations/${p.reference}/sessions/${fin}`}>
      {contenu}
    </Depart>
  );
  // Each cell in the words that the row shows: the filter looks for them.
  const lignes = p.sessions.map((s) => ({
    s,
    etat: s.incomplete ? " (à compléter)" : "",
    cellules: [VOIES_COURTES[s.voieAcces ?? ""] ?? "", date(s.debut), date(s.fin), s.commune, s.formateur],
  }));
  const visibles = lignes.filter(({ s, etat, cellules }) =>
    `${s.reference}${etat} ${cellules.join(" ")}`.toLowerCase().includes(filtre.toLowerCase()),
  );
  return (
    <section aria-labelledby="sessions" className="rp-groupe">
      <h2 id="sessions" tabIndex={-1}>
        Sessions de formation
      </h2>
      {p.sessions.length > 1 ? (
        <Filtre filtre={filtre} modifiable={modifiable} visibles={visibles.length} dit={p.dit} />
      ) : null}
      {visibles.length === 0 ? (
        <p className="rp-vide">
          {filtre
            ? `Aucune session ne contient « ${filtre} ».`
            : `Aucune session.${modifiable ? " Ajoutez-en une pour pouvoir valider." : ""}`}
        </p>
      ) : (
        <Tableau
          legende="Sessions de l'action"
          colonnes={COLONNES}
          entete={0}
          lignes={visibles.map(({ s, etat, cellules }) => ({
            cle: s.reference,
            cellules: [
              <Fragment key="reference">
                {vers(s.reference, s.reference)}
                {etat}
              </Fragment>,
              ...cellules,
              modifiable && <Gestes key="gestes" session={s} vers={vers} />,
            ],
          }))}
        />
      )}
      {modifiable ? (
        <p>
          <Envoyer form={ID_FORMULAIRE} bouton="aller:sessions/nouvelle" variant="default">
            Ajouter une session
          </Envoyer>
        </p>
      ) : null}
    </section>
  );
}

function Filtre(p: { filtre: string; modifiable: boolean; visibles: number; dit: string | undefined }) {
  const { filtre, modifiable } = p;
  if (modifiable) {
    return (
      <Recherche
        nom="rechercheSession"
        libelle="Filtrer"
        valeur={filtre}
        bouton="Filtrer les sessions"
        dit={p.dit && `${p.dit} : ${p.visibles}.`}
        form={ID_FORMULAIRE}
      />
    );
  }
  return (
    <Form method="get" className="rp-ligne">
      <span>
        <label htmlFor="filtreSession">Filtrer</label>
        <input
          id="filtreSession"
          name="filtreSession"
          type="search"
          defaultValue={filtre}
          // biome-ignore lint/a11y/noAutofocus: without a script, the attribute alone brings back to what was asked
          autoFocus={filtre !== ""}
        />
      </span>
      <button type="submit">Filtrer les sessions</button>
    </Form>
  );
}

function Gestes(p: { session: SessionAffichee; vers: (fin: string, contenu: ReactNode) => ReactNode }) {
  const { reference, demande } = p.session;
  return (
    <span className="rp-gestes">
      {p.vers(
        `${reference}/dupliquer`,
        <>
          <Icone nom="dupliquer" />
          dupliquer la session<span className="rp-cache"> {reference}</span>
        </>,
      )}
      {demande ??
        p.vers(
          `${reference}/supprimer`,
          <>
            <Icone nom="poubelle" />
            <span className="rp-cache">Supprimer la session {reference}</span>
          </>,
        )}
    </span>
  );
}
