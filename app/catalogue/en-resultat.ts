import type { SubmissionResult } from "@conform-to/react";
import type { Raison } from "./regles";

/** A form as the screen shows it: these words, with these reasons at their fields and in its summary. */
export function enResultat(
  valeurs: Record<string, unknown>,
  refus?: { message: string; raisons: readonly Raison[] },
): SubmissionResult {
  const erreurs: Record<string, string[]> = {};
  for (const r of refus?.raisons ?? []) erreurs[r.champ] = [...(erreurs[r.champ] ?? []), r.phrase];
  return {
    status: "error",
    initialValue: valeurs as SubmissionResult["initialValue"] & {},
    ...(refus ? { error: { "": [refus.message], ...erreurs } } : {}),
  };
}

/** A form as it is kept, with what is missing at its fields; null when nothing is to be said. */
export function aCompleter(
  valeurs: Record<string, unknown>,
  raisons: readonly Raison[] = [],
): SubmissionResult | null {
  if (raisons.length === 0) return null;
  return enResultat(valeurs, { message: "Il reste des points à compléter avant de valider.", raisons });
}
