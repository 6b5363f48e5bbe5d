import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

const COUT: ScryptOptions = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

let dernier: Promise<unknown> = Promise.resolve();

/** One at a time: each takes 32 MB while it lasts, whatever number of persons sign in together. */
function hacher(motDePasse: string, sel: Buffer): Promise<Buffer> {
  const calcul = dernier.then(() => deriver(motDePasse, sel));
  dernier = calcul.catch(() => {});
  return calcul;
}

const deriver = (motDePasse: string, sel: Buffer) =>
  new Promise<Buffer>((oui, non) =>
    scrypt(motDePasse.normalize("NFKC"), sel, 32, COUT, (erreur, cle) => (erreur ? non(erreur) : oui(cle))),
  );

/** A digest of the password with its own salt: `scrypt$sel$cle`, both in base64url. */
export async function chiffrerMotDePasse(motDePasse: string): Promise<string> {
  const sel = randomBytes(16);
  const cle = await hacher(motDePasse, sel);
  return `scrypt$${sel.toString("base64url")}$${cle.toString("base64url")}`;
}

/** Whether the password is the one of the digest; false for a digest of another shape. Takes the same time anyway. */
export async function verifierMotDePasse(motDePasse: string, empreinte: string): Promise<boolean> {
  const [, sel = "", attendue = ""] = /^scrypt\$([\w-]+)\$([\w-]+)$/.exec(empreinte) ?? [];
  const cle = await hacher(motDePasse, Buffer.from(sel, "base64url"));
  const voulue = Buffer.from(attendue, "base64url");
  return cle.length === voulue.length && timingSafeEqual(cle, voulue);
}
