import { Link, type LinkProps, useMatches } from "@remix-run/react";
import { type ReactNode, useContext } from "react";
import { type AvecFormulaire, EcranContexte } from "./ecran";

/** An address inside the mount point: `adresse("formations")` is `/formations`, or `/portail/formations`. */
export function useAdresse(): (chemin: string) => string {
  const { base } = useContext(EcranContexte);
  return (chemin) => `${base}/${chemin.replace(/^\//, "")}`;
}

/**
 * A way on from a screen. Beside a form that can be typed in (`form`, its id) it is one of its buttons, so that nothing
 * typed is lost: the server saves a draft on the way, and says what it would put online (`inchange`,
 * app/server/formulaire.server.ts). Without one, a link.
 */
export function Depart({
  vers,
  form,
  children,
}: {
  vers: string;
  form?: string | false | undefined;
  children: ReactNode;
}) {
  return form ? (
    <button type="submit" form={form} name="bouton" value={`aller:/${vers}`} className="rp-lien">
      {children}
    </button>
  ) : (
    <Lien vers={vers}>{children}</Lien>
  );
}

/**
 * A way out of the page from its frame. Without scripts nothing saves the form of the page on the way: it is then one of
 * its buttons.
 */
export function Sortie({ vers, children }: { vers: string; children: ReactNode }) {
  const { allegee } = useContext(EcranContexte);
  const donnees = useMatches().at(-1)?.data as Partial<AvecFormulaire> | null | undefined;
  return (
    <Depart form={allegee && donnees?.formulaire} vers={vers}>
      {children}
    </Depart>
  );
}

/** A link inside the mount point. */
export function Lien({ vers, ...reste }: Omit<LinkProps, "to"> & { vers: string }) {
  const adresse = useAdresse();
  return <Link {...reste} to={adresse(vers)} />;
}
