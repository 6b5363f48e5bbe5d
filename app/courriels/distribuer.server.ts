import { and, asc, eq, inArray, isNull, lt, lte, min, or, sql } from "drizzle-orm";
import type { Base } from "../../db/client";
import { courrier, structure, utilisateur } from "../../db/schema";
import { fabriquerLien, LIEN_MINUTES } from "../comptes/mot-de-passe-oublie.server";
import { ecrireCourriel, type ServiceDeCourriel } from "./courriel";

const MINUTE_MS = 60_000;
/** How long one process has for a mail before another may try: longer than a mail server takes to refuse. */
const BAIL_MS = 15 * MINUTE_MS;
/** After a failure, twice longer each time: ten minutes, then twenty… */
const REPRISE_MS = 10 * MINUTE_MS;
/** Tries of one mail, over some twenty hours. */
const ESSAIS_MAX = 8;
/** After so many failures in a row the mail server is taken to be away, and the rest waits for the next delivery. */
const ECHECS_DE_SUITE = 3;
/** What could not be told in that time is no longer news: each page says it by itself. */
const PEREMPTION_MS = 7 * 24 * 60 * MINUTE_MS;
/** A link asked for is awaited now: later it would puzzle, and another was asked for. */
const PEREMPTION_SECRET_MS = LIEN_MINUTES * MINUTE_MS;

/** Mails sent, put off after a failure, given up after the last try; and why the last one that failed did. */
export type BilanDeCourrier = { partis: number; remis: number; abandonnes: number; raison?: string };

type Issue = { sort: "partis" } | { sort: "remis" | "abandonnes"; raison: string };

type Destinataire = { utilisateurId: number | null; siret: string | null; secret: boolean };

/**
 * Sends what waits, one mail a person, and one beside when they asked for a link that opens their account. A mail is leased, then sent, and forgotten once it was taken: several processes
 * may deliver at the same time, and no transaction lasts as long as a mail server. A process that stops in between sends
 * it again, under the same key. `maintenant` is asked before each mail: a round may last longer than a lease.
 */
export async function distribuer(
  db: Base,
  service: ServiceDeCourriel,
  maintenant: () => Date,
): Promise<BilanDeCourrier> {
  const bilan: BilanDeCourrier = { partis: 0, remis: 0, abandonnes: 0 };
  const avant = (ms: number) => lt(courrier.creeLe, apres(maintenant(), -ms));
  await db
    .delete(courrier)
    .where(or(avant(PEREMPTION_MS), and(courrier.secret, avant(PEREMPTION_SECRET_MS))));
  let echecs = 0;
  for (const destinataire of await attendus(db, maintenant())) {
    const issue = await ecrireA(db, service, destinataire, maintenant());
    if (!issue) continue;
    bilan[issue.sort] += 1;
    echecs = issue.sort === "partis" ? 0 : echecs + 1;
    if (issue.sort !== "partis") bilan.raison = issue.raison;
    if (echecs === ECHECS_DE_SUITE) break;
  }
  return bilan;
}

const apres = (date: Date, ms: number) => new Date(date.getTime() + ms);

/** Who is to be told something now, who waits the longest first. */
function attendus(db: Base, maintenant: Date): Promise<Destinataire[]> {
  const siret = sql<string | null>`case when ${courrier.utilisateurId} is null then ${courrier.siret} end`;
  return db
    .select({ utilisateurId: courrier.utilisateurId, siret, secret: courrier.secret })
    .from(courrier)
    .where(lte(courrier.duLe, maintenant))
    .groupBy(courrier.utilisateurId, siret, courrier.secret)
    .orderBy(asc(min(courrier.duLe)));
}

/** What became of the mail to that person; undefined when another process has it, or nothing is left to tell. */
async function ecrireA(
  db: Base,
  { envoyer, adresse }: ServiceDeCourriel,
  destinataire: Destinataire,
  maintenant: Date,
): Promise<Issue | undefined> {
  const { utilisateurId, siret, secret } = destinataire;
  const siens =
    utilisateurId === null
      ? and(isNull(courrier.utilisateurId), eq(courrier.siret, siret ?? ""))
      : eq(courrier.utilisateurId, utilisateurId);
  const pris = await db
    .update(courrier)
    .set({ duLe: apres(maintenant, BAIL_MS), essais: sql`${courrier.essais} + 1` })
    .where(and(siens, eq(courrier.secret, secret), lte(courrier.duLe, maintenant)))
    .returning({ id: courrier.id, essais: courrier.essais });
  if (pris.length === 0) return undefined;
  const ids = pris.map((p) => p.id).sort((a, b) => a - b);
  const oublier = () => db.delete(courrier).where(inArray(courrier.id, ids));
  const lignes = await lire(db, ids);
  const a = lignes[0]?.courriel;
  if (!a) {
    await oublier();
    return undefined;
  }
  const jeton = secret && utilisateurId !== null ? await fabriquerLien(db, utilisateurId, maintenant) : "";
  const mots = ecrireCourriel(
    lignes.map((l) => ({ ...l, chemin: l.chemin + jeton })),
    { nom: lignes[0]?.nom ?? null, adresse, demande: secret },
  );
  try {
    await envoyer({ a, ...mots, cle: `courrier-${ids[0]}-${ids.at(-1)}` });
  } catch (erreur) {
    // A mail server repeats the address it refuses: nobody's is for a log.
    const raison = String(erreur).replace(/\S+@\S+/g, "…");
    // News of different ages travel together: each has its own tries.
    const uses = pris.filter((p) => p.essais >= ESSAIS_MAX).map((p) => p.id);
    const restes = ids.filter((id) => !uses.includes(id));
    if (uses.length > 0) await db.delete(courrier).where(inArray(courrier.id, uses));
    if (restes.length === 0) return { sort: "abandonnes", raison };
    await db
      .update(courrier)
      .set({
        duLe: sql`${maintenant.toISOString()}::timestamptz
          + make_interval(secs => ${REPRISE_MS / 1000} * power(2, ${courrier.essais} - 1))`,
      })
      .where(inArray(courrier.id, restes));
    return { sort: "remis", raison };
  }
  await oublier();
  return { sort: "partis" };
}

function lire(db: Base, ids: number[]) {
  return db
    .select({
      courriel: sql<string | null>`coalesce(${utilisateur.courriel}, ${structure.courriel})`,
      nom: utilisateur.nom,
      organisme: sql<string | null>`${structure.nom} || ', ' || ${structure.ville}`,
      titre: courrier.titre,
      phrase: courrier.phrase,
      chemin: courrier.chemin,
    })
    .from(courrier)
    .leftJoin(structure, eq(structure.siret, courrier.siret))
    .leftJoin(utilisateur, eq(utilisateur.id, courrier.utilisateurId))
    .where(inArray(courrier.id, ids))
    .orderBy(asc(structure.nom), asc(courrier.id));
}
