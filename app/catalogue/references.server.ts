import { eq, sql } from "drizzle-orm";
import type { Base } from "../../db/client";
import { actionFormation, sessionFormation } from "../../db/schema";

/** A reference of action never used before: `20` and ten digits. */
export async function nouvelleReferenceAction(db: Base): Promise<string> {
  for (;;) {
    const [ligne] = await db
      .select({ n: sql<string>`nextval('reference_action')` })
      .from(sql`(values (1)) as une(ligne)`);
    const reference = `20${String(ligne?.n).padStart(10, "0")}`;
    const pris = await db
      .select({ reference: actionFormation.reference })
      .from(actionFormation)
      .where(eq(actionFormation.reference, reference));
    if (pris.length === 0) return reference;
  }
}

/** A reference of session never used before: `00` and six digits. */
export async function nouvelleReferenceSession(db: Base): Promise<string> {
  for (;;) {
    const [ligne] = await db
      .select({ n: sql<string>`nextval('reference_session')` })
      .from(sql`(values (1)) as une(ligne)`);
    const reference = `00${String(ligne?.n).padStart(6, "0")}`;
    const prise = await db
      .select({ reference: sessionFormation.reference })
      .from(sessionFormation)
      .where(eq(sessionFormation.reference, reference));
    if (prise.length === 0) return reference;
  }
}
