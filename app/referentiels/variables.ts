/** The variables of the environment are there in part, or wrong: one sentence for the person who starts the program. */
export class ConfigurationRefusee extends Error {}

/**
 * These variables of the environment, trimmed, "" for what is not set; null when none is. Throws a
 * {@link ConfigurationRefusee} when one is set and one of `requises` is not: half a configuration is never taken for none.
 * `quoi` begins the sentence: « L'envoi des courriels est réglé ».
 */
export function lireVariables<R extends string, F extends string>(
  env: Readonly<Record<string, string | undefined>>,
  { quoi, requises, facultatives }: { quoi: string; requises: readonly R[]; facultatives: readonly F[] },
): Record<R | F, string> | null {
  const noms = [...requises, ...facultatives];
  const lues = Object.fromEntries(noms.map((nom) => [nom, env[nom]?.trim() ?? ""])) as Record<R | F, string>;
  if (noms.every((nom) => !lues[nom])) return null;
  const manquent = requises.filter((nom) => !lues[nom]);
  if (manquent.length > 0) {
    const toutes = `${noms.slice(0, -1).join(", ")} et ${noms.at(-1)}`;
    throw new ConfigurationRefusee(
      `${quoi} en partie : il manque ${manquent.join(" et ")}. Donnez tout, ou retirez ${toutes}.`,
    );
  }
  return lues;
}
