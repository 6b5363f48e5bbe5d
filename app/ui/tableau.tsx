import { Children, type ReactNode } from "react";

export type Ligne = {
  cle: string;
  /** The row the screen is about. */
  courante?: boolean;
  /** One cell a column. */
  cellules: readonly ReactNode[];
};

/**
 * A table of the interface. Where it has no room its rows become cards (rafael.css), the cell of column `entete` first
 * and the others with their column's name: the roles say again what a display of its own makes browsers forget.
 */
export function Tableau({
  legende,
  colonnes,
  entete,
  discretes = [],
  lignes,
}: {
  /** What the table is, for who does not see where it stands. */
  legende: string;
  colonnes: readonly string[];
  entete: number;
  /** The columns that cards leave out: what the screen already says above them. */
  discretes?: readonly string[];
  lignes: readonly Ligne[];
}) {
  return (
    <div className="rp-defile">
      <table className="rp-table" {...role("table")}>
        <caption className="rp-cache">{legende}</caption>
        <thead {...role("rowgroup")}>
          <tr {...role("row")}>
            {colonnes.map((c) => (
              <th key={c} scope="col" {...role("columnheader")}>
                {c}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...role("rowgroup")}>
          {lignes.map((l) => (
            <tr key={l.cle} aria-current={l.courante ? "true" : undefined} {...role("row")}>
              {colonnes.map((c, i) =>
                i === entete ? (
                  <th key={c} scope="row" {...role("rowheader")}>
                    {l.cellules[i]}
                  </th>
                ) : (
                  <td
                    key={c}
                    data-l={c}
                    className={discretes.includes(c) ? "rp-large" : undefined}
                    {...role("cell")}
                  >
                    {l.cellules[i]}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const role = (role: string) => ({ role });

/** The ways to the other pages of a list; nothing when there is one page. */
export function Pages({ children }: { children: ReactNode }) {
  return Children.toArray(children).length > 0 ? (
    <nav aria-label="Pages" className="rp-boutons">
      {children}
    </nav>
  ) : null;
}
