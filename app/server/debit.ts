import type { Writable } from "node:stream";

/**
 * How fast the reader of an answer takes it: resolves once it has room for more, with false when the reader has left.
 * Remix writes an answer without asking: a long one, to a slow reader, would wait whole in memory. To be called before
 * the first write, and after whatever changes the answer (compression).
 */
export function debitDe(reponse: Writable): () => Promise<boolean> {
  let plein = false;
  let partie = reponse.destroyed;
  const attentes = new Set<() => void>();
  const reprendre = () => {
    plein = false;
    for (const a of attentes) a();
    attentes.clear();
  };
  const ecrire = reponse.write;
  reponse.write = ((...args: Parameters<Writable["write"]>) => {
    const place = ecrire.apply(reponse, args);
    if (!place) plein = true;
    return place;
  }) as Writable["write"];
  reponse.on("drain", reprendre);
  reponse.on("close", () => {
    partie = true;
    reprendre();
  });
  return async () => {
    if (plein && !partie) await new Promise<void>((ok) => attentes.add(ok));
    return !partie;
  };
}

/** The same for who makes a request; where its answer is not known, until the request is given up. */
export function rythmeDe(request: Request, reponse: Writable | undefined): () => Promise<boolean> {
  return reponse ? debitDe(reponse) : async () => !request.signal.aborted;
}
