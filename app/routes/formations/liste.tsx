import { Form, Link, useLocation, useSearchParams } from "@remix-run/react";
import { Fragment } from "react";
import type { DemandeListe, PageListe, Tri } from "../../catalogue/liste.server";
import { useDate } from "../../ui/date";
import { Icone } from "../../ui/icone";
import { Lien } from "../../ui/lien";
import { Tableau } from "../../ui/tableau";

const TRIS: Record<Tri, string> = {
  reference: "Référence",
  intitule: "Intitulé",
  maj: "Dernière modification",
};

const COLONNES = ["Référence", "Type", "Intitulé", "Financement", "Responsable", "Date(s)", "Session(s)"];

/** The filter, the sort and the key of the page, as the address says them. */
export function lireAdresse(url: string): Pick<DemandeListe, "filtre" | "tri" | "sens" | "apres" | "avant"> {
  const p = new URL(url).searchParams;
  const tri = p.get("tri") ?? "";
  const [apres, avant] = [p.get("apres"), p.get("avant")];
  const cle = (reference: string) => ({ valeur: p.get("cle") ?? "", reference });
  return {
    filtre: p.get("filtre") ?? "",
    tri: Object.hasOwn(TRIS, tri) ? (tri as Tri) : "reference",
    sens: p.get("sens") === "desc" ? "desc" : "asc",
    ...(avant ? { avant: cle(avant) } : apres ? { apres: cle(apres) } : {}),
  };
}

function direTrouvees(n: number, plusDe: number): string {
  if (n > plusDe) return `Plus de ${plusDe} titres contiennent`;
  return n === 1 ? "1 titre contient" : `${n} titres contiennent`;
}

/** The table of actions of the guide: filter, sort and page are in the address, so that it can be shared. */
export function Liste({
  lignes,
  precedente,
  suite,
  trouvees,
  plusDe,
  responsable,
  vide,
  autres,
}: PageListe & {
  /** Beyond so many, how many a filter finds is not counted. */
  plusDe: number;
  responsable: string;
  vide: string;
  /** The other lists in which the words of a filter may be. */
  autres: { vers: string; libelle: string }[];
}) {
  const date = useDate();
  const [p] = useSearchParams();
  const { pathname } = useLocation();
  const filtre = p.get("filtre") ?? "";
  const adresse = (cle: Record<string, string>) => {
    const q = new URLSearchParams(p);
    for (const nom of ["apres", "avant", "cle"]) q.delete(nom);
    for (const [nom, valeur] of Object.entries(cle)) q.set(nom, valeur);
    return `${pathname}?${q}`;
  };
  const [premiere, derniere] = [lignes[0], lignes.at(-1)];
  return (
    <>
      <Form method="get" action={pathname} className="rp-ligne" role="search">
        <span>
          <label htmlFor="filtre">Filtrer sur les mots du titre</label>
          <input id="filtre" name="filtre" type="search" defaultValue={filtre} />
        </span>
        <span className="rp-court">
          <label htmlFor="tri">Trier par</label>
          <select id="tri" name="tri" defaultValue={p.get("tri") ?? "reference"}>
            {Object.entries(TRIS).map(([code, libelle]) => (
              <option key={code} value={code}>
                {libelle}
              </option>
            ))}
          </select>
        </span>
        <span className="rp-court">
          <select name="sens" aria-label="Sens du tri" defaultValue={p.get("sens") ?? "asc"}>
            <option value="asc">croissant</option>
            <option value="desc">décroissant</option>
          </select>
        </span>
        <button type="submit">Filtrer</button>
        {filtre ? <a href={pathname}>Tout afficher</a> : null}
      </Form>
      <div role="status">
        {trouvees === null ? null : trouvees > 0 ? (
          <p>
            {direTrouvees(trouvees, plusDe)} « {filtre} ».
          </p>
        ) : (
          <p className="rp-vide">
            Aucun titre ne contient « {filtre} ». <a href={pathname}>Effacez le filtre</a>
            {autres.length > 0 ? ", ou cherchez ces mots ailleurs : " : "."}
            {autres.map(({ vers, libelle }, i) => (
              <Fragment key={vers}>
                {i > 0 ? " · " : ""}
                <Lien vers={`${vers}?filtre=${encodeURIComponent(filtre)}`}>{libelle}</Lien>
              </Fragment>
            ))}
          </p>
        )}
      </div>
      {lignes.length === 0 ? (
        trouvees === null && <p className="rp-vide">{vide}</p>
      ) : (
        <Tableau
          legende="Actions de formation, 25 par page"
          colonnes={COLONNES}
          entete={2}
          discretes={["Financement", "Responsable"]}
          lignes={lignes.map((l) => ({
            cle: l.reference,
            cellules: [
              l.reference,
              l.certifiante ? "Certifiante" : "Simple",
              <Lien key="lien" vers={`formations/${l.reference}`}>
                <Icone nom="crayon" />
                {l.intitule || "(sans intitulé)"}
              </Lien>,
              l.conventionnee ? "Conventionnée" : "Non conventionnée",
              responsable,
              l.premiereDate ? `${date(l.premiereDate)} au ${date(l.derniereDate)}` : "Sans date",
              l.sessions,
            ],
          }))}
        />
      )}
      {lignes.length > 0 ? <p className="rp-boutons">Afficher 25 éléments</p> : null}
      {precedente || suite ? (
        <nav aria-label="Pages" className="rp-boutons">
          {precedente ? <Link to={adresse({})}>Première page</Link> : null}
          {precedente && premiere ? (
            <Link to={adresse({ avant: premiere.reference, cle: premiere.cle })}>Page précédente</Link>
          ) : null}
          {suite && derniere ? (
            <Link to={adresse({ apres: derniere.reference, cle: derniere.cle })}>Page suivante</Link>
          ) : null}
        </nav>
      ) : null}
    </>
  );
}
