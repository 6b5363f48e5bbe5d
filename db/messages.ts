import type { Socket } from "node:net";

/** A message of PostgreSQL begins with its letter, and the length of what follows the letter on four bytes. */
const ENTETE = 5;

/**
 * The socket, for a driver that joins what it holds of a cut message with all that comes next: the end of that message
 * now comes alone. Joined whole, each byte of a long answer was copied once more, and the collector of memory took a
 * third of the feed's time. The socket must not carry TLS.
 */
export function parMessages(prise: Socket): Socket {
  const ecouter = prise.on as (evenement: string, suite: (...args: never[]) => void) => Socket;
  const couperLesOctets: typeof ecouter = (evenement, suite) =>
    ecouter.call(prise, evenement, evenement === "data" ? couper(suite as (o: Buffer) => void) : suite);
  prise.on = couperLesOctets as Socket["on"];
  return prise;
}

/** Gives `suite` the bytes in order, none left out, and cut where the message under way ends. */
export function couper(suite: (octets: Buffer) => void): (recu: Buffer) => void {
  /** What the message under way still lacks. */
  let manque = 0;
  /** The first bytes of a message whose length has not come yet. */
  let debut: Buffer | null = null;
  return (recu) => {
    const lu = debut ? Buffer.concat([debut, recu]) : recu;
    let fin = manque;
    while (fin + ENTETE <= lu.length) fin += 1 + lu.readUInt32BE(fin + 1);
    const complet = lu.subarray(0, Math.min(fin, lu.length));
    debut = fin < lu.length ? lu.subarray(fin) : null;
    const bord = Math.min(manque, complet.length);
    manque = fin - complet.length;
    for (const part of [complet.subarray(0, bord), complet.subarray(bord)]) if (part.length > 0) suite(part);
  };
}
