import { Form, Link, useLocation, useSearchParams } from "@remix-run/react";
import type { DemandeListe, LigneListe, Tri } from "../../catalogue/liste.server";
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
export function lireAdresse(url: string): Pick<DemandeListe, "filtre" | "tri" | "sens" | "apres"> {
  const p = new URL(url).searchParams;
  const tri = p.get("tri") ?? "";
  const apres = p.get("apres");
  return {
    filtre: p.get("filtre") ?? "",
    tri: Object.hasOwn(TRIS, tri) ? (tri as Tri) : "reference",
    sens: p.get("sens") === "desc" ? "desc" : "asc",
    ...(apres ? { apres: { valeur: p.get("cle") ?? "", reference: apres } } : {}),
  };
}

/** The table of actions of the guide: filter, sort and page are in the address, so that it can be shared. */
export function Liste({
  lignes,
  suite,
  responsable,
  vide,
}: {
  lignes: LigneListe[];
  suite: boolean;
  responsable: string;
  vide: string;
}) {
  const date = useDate();
  const [p] = useSearchParams();
  const { pathname } = useLocation();
  const filtre = p.get("filtre") ?? "";
  const derniere = lignes.at(-1);
  const page = (changes: Record<string, string>) => {
    const q = new URLSearchParams(p);
    for (const [cle, valeur] of Object.entries(changes)) q.set(cle, valeur);
    return `?${q}`;
  };
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
      {lignes.length === 0 ? (
        <p className="rp-vide">{filtre ? `Aucun titre ne contient «\u00a0${filtre}\u00a0».` : vide}</p>
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
      <nav aria-label="Pages" className="rp-boutons">
        {lignes.length > 0 ? <span>Afficher 25 éléments</span> : null}
        {p.get("apres") ? <Link to={`${pathname}?${sansCle(p)}`}>Première page</Link> : null}
        {suite && derniere ? (
          <Link to={page({ apres: derniere.reference, cle: derniere.cle })}>Page suivante</Link>
        ) : null}
      </nav>
    </>
  );
}

function sansCle(p: URLSearchParams): URLSearchParams {
  const q = new URLSearchParams(p);
  q.delete("apres");
  q.delete("cle");
  return q;
}
