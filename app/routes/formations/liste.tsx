import { Form, Link, useLocation, useSearchParams } from "@remix-run/react";
import type { DemandeListe, PageListe, Tri } from "../../catalogue/liste.server";
import { direFinancement, direType } from "../../catalogue/type-et-financement";
import { useDate } from "../../ui/date";
import { Icone } from "../../ui/icone";
import { Lien, useAdresse } from "../../ui/lien";
import { Pages, Tableau } from "../../ui/tableau";
import { depuisLaListe } from "./action/retour";

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
}: PageListe & {
  /** Beyond so many, how many a filter finds is not counted. */
  plusDe: number;
  responsable: string;
  vide: string;
}) {
  const date = useDate();
  const vers = useAdresse();
  const [p] = useSearchParams();
  const { pathname } = useLocation();
  // What stands in each box follows the address, that of another tab or of a page gone back to.
  const { filtre = "", tri, sens } = lireAdresse(`http://liste/?${p}`);
  const listeEntiere = new URLSearchParams(p);
  for (const nom of ["apres", "avant", "cle"]) listeEntiere.delete(nom);
  const adresse = (cle: Record<string, string>) => {
    const q = new URLSearchParams(listeEntiere);
    for (const [nom, valeur] of Object.entries(cle)) q.set(nom, valeur);
    return `${pathname}?${q}`;
  };
  const retour = depuisLaListe(pathname.slice(vers("").length), p);
  const [premiere, derniere] = [lignes[0], lignes.at(-1)];
  return (
    <>
      <Form method="get" action={pathname} className="rp-ligne" role="search">
        <span>
          <label htmlFor="filtre">Filtrer sur les mots du titre</label>
          <input key={filtre} id="filtre" name="filtre" type="search" defaultValue={filtre} />
        </span>
        <span className="rp-court">
          <label htmlFor="tri">Trier par</label>
          <select key={tri} id="tri" name="tri" defaultValue={tri}>
            {Object.entries(TRIS).map(([code, libelle]) => (
              <option key={code} value={code}>
                {libelle}
              </option>
            ))}
          </select>
        </span>
        <span className="rp-court">
          <select key={sens} name="sens" aria-label="Sens du tri" defaultValue={sens}>
            <option value="asc">croissant</option>
            <option value="desc">décroissant</option>
          </select>
        </span>
        <button type="submit">Filtrer</button>
        <button type="submit" formAction={vers("formations/recherche")}>
          Chercher partout<span className="rp-cache"> dans mes actions</span>
        </button>
        {filtre ? <a href={pathname}>Tout afficher</a> : null}
      </Form>
      <div role="status">
        {trouvees === null ? null : trouvees > 0 ? (
          <p>
            {direTrouvees(trouvees, plusDe)} « {filtre} ».
          </p>
        ) : (
          <p className="rp-vide">
            Aucun titre de cette liste ne contient « {filtre} ». <a href={pathname}>Effacez le filtre</a>, ou{" "}
            <Lien vers={`formations/recherche?mots=${encodeURIComponent(filtre)}`}>
              cherchez dans toutes vos actions
            </Lien>
            , par titre, référence ou code RNCP ou RS.
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
              direType(l.certifiante),
              <Lien key="lien" vers={`formations/${l.reference}${retour}`}>
                <Icone nom="crayon" />
                {l.intitule || "(sans intitulé)"}
              </Lien>,
              direFinancement(l.conventionnee),
              responsable,
              l.premiereDate ? `${date(l.premiereDate)} au ${date(l.derniereDate)}` : "Sans date",
              l.sessions,
            ],
          }))}
        />
      )}
      {lignes.length > 0 ? (
        <p className="rp-ecran">
          <Link to={`${pathname.replace(/\/$/, "")}/export?${listeEntiere}`} reloadDocument>
            Exporter (CSV)
          </Link>
          {` : ${filtre ? "toutes les actions filtrées" : "toute la liste"}, dans cet ordre, une ligne par session.`}
        </p>
      ) : null}
      {precedente || suite ? <p className="rp-ecran">25 actions par page.</p> : null}
      <Pages>
        {precedente ? <Link to={adresse({})}>Première page</Link> : null}
        {precedente && premiere ? (
          <Link to={adresse({ avant: premiere.reference, cle: premiere.cle })}>Page précédente</Link>
        ) : null}
        {suite && derniere ? (
          <Link to={adresse({ apres: derniere.reference, cle: derniere.cle })}>Page suivante</Link>
        ) : null}
      </Pages>
    </>
  );
}
