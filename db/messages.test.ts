import { expect, test } from "vitest";
import { couper } from "./messages";

const message = (lettre: string, longueur: number) => {
  const m = Buffer.alloc(1 + 4 + longueur, lettre);
  m.writeUInt32BE(4 + longueur, 1);
  return m;
};

/** What comes out of bytes that arrive in pieces of that size. */
function recevoir(octets: Buffer, taille: number): Buffer[] {
  const parts: Buffer[] = [];
  const recevoirUn = couper((part) => parts.push(part));
  for (let i = 0; i < octets.length; i += taille) recevoirUn(octets.subarray(i, i + taille));
  return parts;
}

const MESSAGES = [0, 7, 3, 200, 0, 0, 1, 64].map((longueur, i) => message("abcdefgh"[i] ?? "z", longueur));
const OCTETS = Buffer.concat(MESSAGES);
const DEBUTS = MESSAGES.map((_, i) => Buffer.concat(MESSAGES.slice(0, i)).length);

test("par morceaux de toute taille, rien ne se perd et un message coupé finit seul", () => {
  for (let taille = 1; taille <= OCTETS.length; taille += 1) {
    const parts = recevoir(OCTETS, taille);
    expect(Buffer.concat(parts)).toEqual(OCTETS);
    let lus = 0;
    for (const part of parts) {
      const finDuMessage = DEBUTS.find((d) => d > lus) ?? OCTETS.length;
      if (!DEBUTS.includes(lus)) expect(part.length).toBeLessThanOrEqual(finDuMessage - lus);
      lus += part.length;
    }
  }
});

test("ce qui arrive d'un coup passe tel quel, sans copie", () => {
  const [part] = recevoir(OCTETS, OCTETS.length);
  expect(part?.buffer).toBe(OCTETS.buffer);
});
