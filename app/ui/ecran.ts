import { createContext } from "react";

/** What the frame gives every piece of screen. */
export type Ecran = {
  /** Where the tree is mounted, "" at the root; every address of ours starts from it. */
  base: string;
  /** The token of the page: a form sent twice is answered once. */
  jeton: string;
  /** Who fills it in, so that a copy kept on the device is offered to nobody else. */
  personne: number | null;
  /** The language dates are written in. */
  langue: string;
};

export const EcranContexte = createContext<Ecran>({ base: "", jeton: "", personne: null, langue: "fr-FR" });
