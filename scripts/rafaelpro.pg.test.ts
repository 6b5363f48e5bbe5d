import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";

let admin: postgres.Sql;
const nom = `commande_${randomUUID().replaceAll("-", "")}`;
const adresse = new URL(process.env.TEST_DATABASE_URL ?? "postgres://");

beforeAll(async () => {
  admin = postgres(adresse.href, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${nom}`);
  adresse.pathname = `/${nom}`;
});

afterAll(async () => {
  await admin.unsafe(`drop database ${nom} with (force)`);
  await admin.end();
});

function rafaelpro(commande: string, env: Record<string, string> = { DATABASE_URL: adresse.href }) {
  const { DATABASE_URL: _, ...reste } = process.env;
  const { status, stdout, stderr } = spawnSync("node_modules/.bin/tsx", ["scripts/rafaelpro.ts", commande], {
    env: { ...reste, ...env },
    encoding: "utf8",
  });
  return { code: status, dit: (stdout + stderr).trim() };
}

it("migre, passe la nuit, et dit en une phrase ce qui ne va pas", () => {
  expect(rafaelpro("migrer")).toEqual({ code: 0, dit: "La base du catalogue est à jour." });
  expect(rafaelpro("nuit")).toEqual({
    code: 0,
    dit: "Fins annoncées : 0 de sessions, 0 de certifications. Mises en alerte : 0 pour leurs sessions terminées, 0 pour leur certification échue. Archivées : 0.",
  });
  expect(rafaelpro("nuit", { DATABASE_URL: adresse.href, MOIS_AVANT_ARCHIVE: "un an" })).toEqual({
    code: 1,
    dit: "MOIS_AVANT_ARCHIVE doit être un nombre de mois, de 1 à 99 ; reçu : « un an ».",
  });
  for (const fautive of [rafaelpro("toString"), rafaelpro("nuit", {})]) {
    expect(fautive.code).toBe(2);
    expect(fautive.dit).toContain("npx rafaelpro migrer | nuit");
  }
});
