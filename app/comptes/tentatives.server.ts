import { eq, lte, sql } from "drizzle-orm";
import ipaddr from "ipaddr.js";
import type { Base } from "../../db/client";
import { tentativeConnexion as t } from "../../db/schema";

/** What is counted, each apart: over how many minutes, and how often it is let through. See {@link compterTentative}. */
const USAGES = {
  connexion: { debut: "", minutes: 15, permis: { adresse: 40, couple: 8, courriel: 80 } },
  oubli: { debut: "oubli:", minutes: 60, permis: { adresse: 20, couple: 3, courriel: 6 } },
};

export const FENETRE_MINUTES = USAGES.connexion.minutes;

/** Counters are forgotten once no window holds them any more. */
const GARDE_MINUTES = Math.max(...Object.values(USAGES).map((u) => u.minutes));

type Compteur = { genre: "adresse" | "couple" | "courriel"; cle: string };

/**
 * Counts an attempt to sign in before its password is looked at: as many sent at once are as many. Returns what was
 * counted, or null when it is one too many. Three counters over 15 minutes, in this order:
 * - an address (of an IPv6 its /64, which is one subscriber's), on any account: 40, for a whole centre may share it;
 * - an e-mail from that address: 8, those of a person who looks for their password;
 * - an e-mail from anywhere: 80, which bounds the guesses of who has many addresses. A stranger needs ten of them to
 *   keep out a person, whose right password else enters from their own.
 * A link asked for by mail (`oubli`) is counted likewise over an hour: 20, 3 and 6, which bounds what is sent to a person
 * who asked for nothing. Who has come to the last has a link in their mailbox.
 * What one refuses the next does not count: an address already refused writes nothing for the e-mails it invents.
 * Without an address the last holds alone: a counter shared by all would be a lock on all.
 */
export async function compterTentative(
  db: Base,
  courriel: string,
  adresse: string | null,
  maintenant: Date,
  usage: keyof typeof USAGES = "connexion",
): Promise<Compteur[] | null> {
  const { debut, minutes, permis } = USAGES[usage];
  const reseau = reseauDe(adresse);
  const compteurs: Compteur[] = [{ genre: "courriel", cle: `${debut}courriel:${courriel}` }];
  if (reseau) {
    compteurs.unshift(
      { genre: "adresse", cle: `${debut}adresse:${reseau}` },
      { genre: "couple", cle: `${debut}couple:${reseau} ${courriel}` },
    );
  }
  const ilYA = (n: number) => new Date(maintenant.getTime() - n * 60_000);
  let premiere = false;
  for (const { genre, cle } of compteurs) {
    const n = await compter(db, cle, maintenant, ilYA(minutes));
    if (n > permis[genre]) return null;
    premiere ||= n === 1;
  }
  // As often as rows are added, those that are over go.
  if (premiere) await db.delete(t).where(lte(t.depuis, ilYA(GARDE_MINUTES)));
  return compteurs;
}

/** Takes back an attempt that succeeded: it was no failure, and those before it from there were the same person's. */
export async function oublierTentative(db: Base, compteurs: Compteur[]): Promise<void> {
  for (const { genre, cle } of compteurs) {
    if (genre === "couple") await db.delete(t).where(eq(t.cle, cle));
    else
      await db
        .update(t)
        .set({ echecs: sql`${t.echecs} - 1` })
        .where(eq(t.cle, cle));
  }
}

/** How many attempts that counter has since `seuil`, this one included. */
async function compter(db: Base, cle: string, maintenant: Date, seuil: Date): Promise<number> {
  const enCours = sql`${t.depuis} > ${seuil.toISOString()}::timestamptz`;
  const [compte] = await db
    .insert(t)
    .values({ cle, echecs: 1, depuis: maintenant })
    .onConflictDoUpdate({
      target: t.cle,
      set: {
        echecs: sql`case when ${enCours} then ${t.echecs} + 1 else 1 end`,
        depuis: sql`case when ${enCours} then ${t.depuis} else excluded.depuis end`,
      },
    })
    .returning({ echecs: t.echecs });
  return compte?.echecs ?? 0;
}

/** Whose an address is: its own, or of an IPv6 the first 64 bits; null for what is no address. */
function reseauDe(adresse: string | null): string | null {
  if (!adresse || !ipaddr.isValid(adresse)) return null;
  // An IPv4 written as an IPv6 comes out as itself.
  const lue = ipaddr.process(adresse);
  if (!("parts" in lue)) return lue.toString();
  const debut = lue.parts.slice(0, 4).map((p) => p.toString(16));
  return `${debut.join(":")}::/64`;
}
