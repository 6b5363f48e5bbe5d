import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import {
  connexion as connexions,
  identiteExterne,
  rattachement,
  structure,
  utilisateur,
} from "../../db/schema";
import { baseDeTest } from "../../db/test";
import { ConnexionRefusee } from "./comptes.server";
import {
  droitsConnus,
  fermerConnexion,
  identiteDeSession,
  ouvrirConnexion,
  quelquesUns,
} from "./connexions.server";
import { DUREE_CONNEXION } from "./identite";
import { compteDe, type IdentiteVerifiee } from "./oidc/compte.server";

const A = "00043127000024";
const INCONNUE = "31490172900033";
const MAINTENANT = new Date("2026-11-23T10:00:00Z");
const FIN = new Date(MAINTENANT.getTime() + DUREE_CONNEXION * 1000);
const EMETTEUR = "https://compte.exemple.fr";

let base: BaseOuverte;
let alice: number;
let paul: number;

beforeAll(async () => {
  base = await baseDeTest();
  await base.db.insert(structure).values({ siret: A, nom: "Lycée A", raisonSociale: "Lycée A" });
  const comptes = await base.db
    .insert(utilisateur)
    .values([
      { courriel: "alice@exemple.fr", nom: "Alice", motDePasse: "", moderateur: true },
      { courriel: "paul@exemple.fr", nom: "Paul", motDePasse: "" },
    ])
    .returning({ id: utilisateur.id });
  [alice, paul] = comptes.map((c) => c.id) as [number, number];
  await base.db.insert(rattachement).values({ utilisateurId: alice, siret: A, profil: "general" });
});

afterAll(() => base.fermer());

const identite = (sujet: string, courriel: string | null, courrielVerifie = true): IdentiteVerifiee => ({
  emetteur: EMETTEUR,
  sujet,
  courriel,
  courrielVerifie,
});
const compte = (i: IdentiteVerifiee) => compteDe(base.db, i, "Région", MAINTENANT);
const lignes = async () => ({
  identites: await base.db.select().from(identiteExterne),
  comptes: await base.db.select({ courriel: utilisateur.courriel }).from(utilisateur),
});

describe("le compte d'une identité", () => {
  it.each([
    ["inconnue", identite("x", "autre@exemple.fr"), "ne correspond à aucun compte"],
    ["sans adresse", identite("x", null), "n'a pas transmis votre adresse"],
    ["à l'adresse non vérifiée", identite("x", "alice@exemple.fr", false), "n'a pas vérifié"],
  ])("%s est refusé, et rien n'est écrit", async (_, i, phrase) => {
    const avant = await lignes();
    await expect(compte(i)).rejects.toThrow(ConnexionRefusee);
    await expect(compte(i)).rejects.toMatchObject({ statut: 403, message: expect.stringContaining(phrase) });
    expect(await lignes()).toEqual(avant);
  });

  it("se trouve par l'adresse vérifiée la première fois, puis par l'identité seule", async () => {
    expect(await Promise.all([1, 2].map(() => compte(identite("a", " Alice@Exemple.fr "))))).toEqual([
      alice,
      alice,
    ]);
    expect(await compte(identite("a", "nouvelle@ailleurs.example", false))).toBe(alice);
    expect(await compte(identite("a", "paul@exemple.fr"))).toBe(alice);
  });

  it("ne s'ouvre pas à une autre identité du même émetteur, ni au même sujet d'un autre", async () => {
    await expect(compte(identite("b", "alice@exemple.fr"))).rejects.toThrow("déjà lié à une autre identité");
    await expect(
      compte({ ...identite("a", "autre@exemple.fr"), emetteur: "https://ailleurs.example" }),
    ).rejects.toThrow("ne correspond à aucun compte");
  });
});

describe("une connexion", () => {
  const ouvrir = (droits: Parameters<typeof ouvrirConnexion>[1]["droits"], utilisateurId = alice) =>
    ouvrirConnexion(base.db, { utilisateurId, jetonIdentite: "jeton", droits }, MAINTENANT);
  const qui = (connexion: string | undefined, id = alice, quand = MAINTENANT) =>
    identiteDeSession(
      base.db,
      { utilisateur: id, jusqua: FIN.getTime(), ...(connexion ? { connexion } : {}) },
      quand,
    );

  it("sans droits transmis, lit les tables", async () => {
    expect((await qui(await ouvrir(null))).acteur).toMatchObject({
      moderateur: true,
      profils: { [A]: "general" },
    });
  });

  it("avec des droits transmis, ne lit que ceux-là, et n'écrit rien dans les tables", async () => {
    const cle = await ouvrir(
      { moderateur: false, structures: [{ siret: A, profil: "preinscription" }] },
      paul,
    );
    const paulIci = await qui(cle, paul);
    expect(paulIci.acteur).toMatchObject({ moderateur: false, profils: { [A]: "preinscription" } });
    expect(paulIci.structures).toMatchObject([{ structure: { nom: "Lycée A" } }]);
    expect((await qui(await ouvrir(null, paul), paul)).acteur).toMatchObject({
      moderateur: false,
      profils: {},
    });
    const limitee = await ouvrir({ moderateur: false, structures: [{ siret: A, profil: "catalogue" }] });
    expect((await qui(limitee)).acteur).toMatchObject({ moderateur: false, profils: { [A]: "catalogue" } });
  });

  it("ne vaut plus rien après sa fin, sa fermeture, ou pour une autre personne", async () => {
    const cle = await ouvrir({ moderateur: true, structures: [] });
    expect((await qui(cle, paul)).acteur).toBeNull();
    expect((await qui("inconnue")).acteur).toBeNull();
    expect((await qui(cle, alice, FIN)).acteur).toBeNull();
    expect((await qui(cle)).acteur?.moderateur).toBe(true);
    expect(await fermerConnexion(base.db, cle)).toBe("jeton");
    expect(await fermerConnexion(base.db, cle)).toBeNull();
    expect((await qui(cle)).acteur).toBeNull();
  });

  it("au mot de passe finit et se ferme aussi, et rien ne vaut sans date de fin ni sans clé", async () => {
    const cle = await ouvrirConnexion(base.db, { utilisateurId: alice }, MAINTENANT);
    expect((await qui(cle)).acteur).toMatchObject({ nom: "Alice", profils: { [A]: "general" } });
    expect((await qui(cle, alice, FIN)).acteur).toBeNull();
    expect((await qui(undefined)).acteur).toBeNull();
    const sansFin = { utilisateur: alice, connexion: cle };
    expect((await identiteDeSession(base.db, sansFin, MAINTENANT)).acteur).toBeNull();
    expect(await fermerConnexion(base.db, cle)).toBeNull();
    expect((await qui(cle)).acteur).toBeNull();
  });

  it("s'oublie quand elle est finie", async () => {
    await ouvrir(null);
    await ouvrirConnexion(
      base.db,
      { utilisateurId: alice, jetonIdentite: "jeton", droits: null },
      new Date(FIN.getTime() + 1000),
    );
    expect(await base.db.select().from(connexions)).toHaveLength(1);
  });
});

it("un droit sur une structure inconnue n'est pas repris ; sans aucun droit, personne n'entre", async () => {
  const connue = { siret: A, profil: "general" as const };
  const inconnue = { siret: INCONNUE, profil: "general" as const };
  expect(await droitsConnus(base.db, { moderateur: false, structures: [inconnue, connue] })).toEqual({
    droits: { moderateur: false, structures: [connue] },
    inconnues: [INCONNUE],
  });
  await expect(droitsConnus(base.db, { moderateur: false, structures: [inconnue] })).rejects.toThrow(
    INCONNUE,
  );
  await expect(droitsConnus(base.db, { moderateur: false, structures: [] })).rejects.toThrow("aucun droit");
  expect(await base.db.select().from(structure)).toHaveLength(1);
});

it("des SIRET inconnus, dix sont nommés : une phrase plus longue ne tiendrait pas dans le cookie", async () => {
  const sirets = Array.from({ length: 300 }, (_, n) => String(10_000_000_000_000 + n));
  const structures = sirets.map((siret) => ({ siret, profil: "general" as const }));
  await expect(droitsConnus(base.db, { moderateur: false, structures })).rejects.toThrow(
    /\(10000000000000, (\d{14}, ){8}10000000000009 et 290 autres\)/,
  );
  expect(quelquesUns(sirets.slice(0, 11))).toMatch(/10000000000009 et 1 autre$/);
  expect(quelquesUns(sirets.slice(0, 2))).toBe("10000000000000, 10000000000001");
});
