import { certificationsParCodes } from "../../referentiels/certifications/chercher.server";
import { type Contexte, jourDe } from "../contexte";
import { enregistree } from "../fin-de-certification";
import type { FaitsCertification } from "../regles";
import type { Remplacement } from "../remplacement";

/**
 * For each of these certifications that another replaces on France compétences, and that people may enter today: the
 * two of them.
 */
export async function remplacementsPossibles(
  { db, maintenant }: Pick<Contexte, "db" | "maintenant">,
  fiches: readonly Pick<FaitsCertification, "code" | "remplaceePar">[],
): Promise<Remplacement[]> {
  const nouvelles = await certificationsParCodes(
    db,
    fiches.flatMap((f) => f.remplaceePar ?? []),
  );
  return fiches.flatMap(({ code, remplaceePar }) => {
    const nouvelle = nouvelles.find((f) => f.code === remplaceePar);
    return nouvelle && enregistree(nouvelle, jourDe(maintenant)) ? [{ ancienne: code, nouvelle }] : [];
  });
}

/** The same, of these codes. */
export async function remplacementsDe(
  ctx: Pick<Contexte, "db" | "maintenant">,
  codes: readonly string[],
): Promise<Remplacement[]> {
  return remplacementsPossibles(ctx, await certificationsParCodes(ctx.db, [...codes]));
}
