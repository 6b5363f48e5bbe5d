/**
 * What PostgreSQL, PgBouncer, the driver and the network say when the database cannot answer now and may in a moment.
 * SQLSTATE: 08 connection, 53 resources, 57P01–57P05 shutdown and start-up, 25006 a standby was asked to write,
 * 40001 and 40P01 a transaction that lost against another.
 */
const CODES =
  /^(08...|53...|57P0[1-5]|25006|40001|40P01|E(CONN(REFUSED|RESET|ABORTED)|PIPE|TIMEDOUT|HOST(UNREACH|DOWN)|NETUNREACH|AI_AGAIN|NOTFOUND)|CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED)|ERR_SOCKET_CLOSED)$/;

/** The connection was lost before the answer: what was asked may or may not be done. */
export class LiaisonPerdue extends Error {
  readonly code = "CONNECTION_CLOSED";
}

/** The code of a failure of the database that asking again may cure, or null: an error of the program, a refusal. */
export function panneDeBase(erreur: unknown): string | null {
  for (let e = erreur; e instanceof Error; e = e.cause) {
    const { code } = e as { code?: unknown };
    if (typeof code === "string" && CODES.test(code)) return code;
  }
  return null;
}
