import { Link, type LinkProps } from "@remix-run/react";
import { createContext, useContext } from "react";

/** Where the tree is mounted, given once by the frame; every address of ours starts from it. */
export const MontageContexte = createContext("");

/** An address inside the mount point: `adresse("formations")` is `/formations`, or `/portail/formations`. */
export function useAdresse(): (chemin: string) => string {
  const base = useContext(MontageContexte);
  return (chemin) => `${base}/${chemin.replace(/^\//, "")}`;
}

/** A link inside the mount point. */
export function Lien({ vers, ...reste }: Omit<LinkProps, "to"> & { vers: string }) {
  const adresse = useAdresse();
  return <Link {...reste} to={adresse(vers)} />;
}
