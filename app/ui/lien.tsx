import { Link, type LinkProps } from "@remix-run/react";
import { useContext } from "react";
import { EcranContexte } from "./ecran";

/** An address inside the mount point: `adresse("formations")` is `/formations`, or `/portail/formations`. */
export function useAdresse(): (chemin: string) => string {
  const { base } = useContext(EcranContexte);
  return (chemin) => `${base}/${chemin.replace(/^\//, "")}`;
}

/** A link inside the mount point. */
export function Lien({ vers, ...reste }: Omit<LinkProps, "to"> & { vers: string }) {
  const adresse = useAdresse();
  return <Link {...reste} to={adresse(vers)} />;
}
