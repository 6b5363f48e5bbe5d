import type { Base } from "./client";

/**
 * A query made once for each database and run with the values of its placeholders: Drizzle takes longer to write the
 * SQL of a page than PostgreSQL to answer it.
 */
export function preparee<Q>(construire: (db: Base) => Q): (db: Base) => Q {
  const faites = new WeakMap<Base, Q>();
  return (db) => {
    const deja = faites.get(db);
    if (deja) return deja;
    const faite = construire(db);
    faites.set(db, faite);
    return faite;
  };
}
