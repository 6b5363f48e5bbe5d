import type { Acteur } from "../../../droits/droits";

/** The page of an action for that person: a moderator comes from its control. */
export const pageDe = ({ moderateur }: Acteur, reference = ""): string =>
  `${moderateur ? "moderation" : "formations"}/${reference}`;
