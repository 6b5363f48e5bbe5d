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
  /** Whether the page is sent without scripts. */
  allegee: boolean;
};

/** What a loader says of the form of its page: its id, when it can be typed in. */
export type AvecFormulaire = { formulaire: string | false };

export const EcranContexte = createContext<Ecran>({
  base: "",
  jeton: "",
  personne: null,
  langue: "fr-FR",
  allegee: false,
});
