import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Writable } from "node:stream";
import compression from "compression";
import express from "express";
import { afterEach, expect, it } from "vitest";
import { debitDe } from "./debit";

const MORCEAU = "x".repeat(100_000);
const MORCEAUX = 2_000;

let serveur: Server | undefined;
afterEach(() => {
  serveur?.closeAllConnections();
  serveur?.close();
});

/** A long answer, written as Remix does, without looking at what `write` says; counts what was written. */
async function servir(compresser: boolean) {
  const etat = { ecrits: 0, fini: "" };
  const app = express();
  if (compresser) app.use(compression({ threshold: 0 }));
  app.get("/", async (_req, res) => {
    const pret = debitDe(res);
    res.setHeader("Content-Type", "application/xml");
    for (; etat.ecrits < MORCEAUX; etat.ecrits += 1) {
      // Text that does not compress.
      res.write(
        compresser
          ? Buffer.from(MORCEAU.replace(/x/g, () => String.fromCharCode(Math.random() * 256)))
          : MORCEAU,
      );
      if (!(await pret())) {
        etat.fini = "partie";
        return;
      }
    }
    etat.fini = "lue";
    res.end();
  });
  serveur = createServer(app).listen(0, "127.0.0.1");
  await once(serveur, "listening");
  const { port } = serveur.address() as AddressInfo;
  const reponse = await new Promise<IncomingMessage>((ok) =>
    request({ port, host: "127.0.0.1", headers: compresser ? { "Accept-Encoding": "gzip" } : {} }, ok).end(),
  );
  return { etat, reponse };
}

const uneSeconde = () => new Promise((ok) => setTimeout(ok, 1_000));

it.each([
  ["telle quelle", false],
  ["compressée", true],
])("une réponse %s attend un lecteur qui ne lit pas, et s'arrête quand il part", async (_, compresser) => {
  const { etat, reponse } = await servir(compresser);
  reponse.pause();
  // However slow the machine: until a second passes without a word written.
  let ecrits = -1;
  while (ecrits !== etat.ecrits) {
    ecrits = etat.ecrits;
    await uneSeconde();
  }
  expect(ecrits).toBeLessThan(MORCEAUX / 4);
  reponse.destroy();
  await expect.poll(() => etat.fini).toBe("partie");
});

it("une réponse lue va jusqu'au bout", async () => {
  const { etat, reponse } = await servir(false);
  let octets = 0;
  for await (const m of reponse) octets += (m as Buffer).length;
  expect([etat.fini, octets]).toEqual(["lue", MORCEAU.length * MORCEAUX]);
});

it("un lecteur déjà parti n'est pas attendu", async () => {
  const reponse = new Writable({ write: () => {} });
  reponse.destroy();
  expect(await debitDe(reponse)()).toBe(false);
});
