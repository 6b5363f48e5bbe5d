import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { BaseIndisponible, ouvrirPglite } from "./client";

const dossier = mkdtempSync(join(tmpdir(), "rafael-verrou-"));
const verrou = join(dossier, "verrou.pid");
afterAll(() => rmSync(dossier, { recursive: true }));

const ecrire = (...lignes: unknown[]) => writeFileSync(verrou, lignes.join("\n"));
const refuse = async (phrase: string) => {
  await expect(ouvrirPglite(dossier)).rejects.toThrow(BaseIndisponible);
  await expect(ouvrirPglite(dossier)).rejects.toThrow(phrase);
};

it("le dossier tenu par une autre machine est refusé, même par un processus du même numéro", async () => {
  ecrire(process.pid, "un-autre-conteneur", "x");
  await refuse("la machine « un-autre-conteneur »");
  // Its lock no longer beats.
  const avant = new Date(Date.now() - 90_000);
  utimesSync(verrou, avant, avant);
  await (await ouvrirPglite(dossier)).fermer();
});

it("le verrou d'un processus parti est repris, même quand un autre en a reçu le numéro ; un processus en vie le garde", async () => {
  for (const pid of [process.pid, process.ppid]) {
    ecrire(pid, hostname(), "un autre démarrage");
    const base = await ouvrirPglite(dossier);
    expect(readFileSync(verrou, "utf8")).toContain(`${process.pid}\n${hostname()}\n`);
    await refuse(`un autre processus (n° ${process.pid})`);
    await base.fermer();
    expect(existsSync(verrou)).toBe(false);
  }
});
