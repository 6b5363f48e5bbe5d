import type { Locator, Page } from "@playwright/test";

/** Who carries the catalogue: the journeys are the same, standalone and in a portal. */
export type Hote = {
  /** Where the catalogue is mounted. */
  base: string;
  /** A server of its own, with the demonstration in its database, or over another database. */
  demarrer: (
    developpement: boolean,
    base?: string,
  ) => Promise<{ adresse: string; arreter: () => Promise<void> }>;
  /** Fills in the sign-in form that the page shows. */
  entrer: (page: Page, courriel: string) => Promise<void>;
  /** Signs out, up to the sign-in form. */
  sortir: (page: Page) => Promise<void>;
  /** What only a page of somebody signed in shows. */
  connecte: (page: Page) => Locator;
  /** Where a person without identity is sent. */
  adresseDeConnexion: RegExp;
  /** The heading of a refusal, and the link that leads out of it. */
  titreDuRefus: string;
  issueDuRefus: string;
  /** What a form posted from elsewhere gets: ours says 403, Remix itself 500. */
  statutDAilleurs: number;
};
