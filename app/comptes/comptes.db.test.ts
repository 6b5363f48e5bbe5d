import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { tentativeConnexion, utilisateur } from "../../db/schema";
import { baseDeTest } from "../../db/test";
import { type ConnexionRefusee, identifier } from "./comptes.server";
import { chiffrerMotDePasse } from "./mot-de-passe.server";

const MAINTENANT = new Date("2026-11-23T10:00:00Z");
const PLUS_TARD = new Date(MAINTENANT.getTime() + 16 * 60_000);
const UNE_HEURE_PLUS_TARD = new Date(MAINTENANT.getTime() + 61 * 60_000);
const CLAIRE = "claire@exemple.fr";

let base: BaseOuverte;
beforeAll(async () => {
  base = await baseDeTest();
  await base.db
    .insert(utilisateur)
    .values({ courriel: CLAIRE, nom: "Claire", motDePasse: await chiffrerMotDePasse("secret") });
});
afterAll(() => base.fermer());
beforeEach(() => base.db.delete(tentativeConnexion));

const essai = (motDePasse: string, adresse: string | null, courriel = CLAIRE, quand = MAINTENANT) =>
  identifier(base.db, { courriel, motDePasse, adresse }, quand).then(
    () => "entre" as const,
    (e: ConnexionRefusee) => e.statut,
  );

/** That many wrong passwords; how many were looked at. */
const faux = async (
  nombre: number,
  adresse: (i: number) => string | null,
  courriel?: (i: number) => string,
) => {
  const statuts = [];
  for (let i = 0; i < nombre; i += 1) statuts.push(await essai("faux", adresse(i), courriel?.(i)));
  expect(statuts.filter((s) => s !== 422 && s !== 429)).toEqual([]);
  return statuts.filter((s) => s === 422).length;
};
const comptes = async () =>
  Object.fromEntries((await base.db.select().from(tentativeConnexion)).map((l) => [l.cle, l.echecs]));
/** As if that counter had come that far. */
const porter = (cle: string, echecs: number) =>
  base.db.insert(tentativeConnexion).values({ cle, echecs, depuis: MAINTENANT });

it("huit mots de passe faux ferment un compte à qui les envoie, jusqu'à la fin de la fenêtre, et à personne d'autre", async () => {
  expect(await essai("secret", "192.0.2.1")).toBe("entre");
  expect(await faux(9, () => "192.0.2.1")).toBe(8);
  expect(await essai("secret", "192.0.2.1")).toBe(429);
  expect(await essai("secret", "192.0.2.2"), "la personne, de chez elle").toBe("entre");
  expect(await essai("secret", "192.0.2.1", CLAIRE, PLUS_TARD)).toBe("entre");
});

it("les essais d'où qu'ils viennent ont leur limite, et il faut beaucoup d'adresses pour l'atteindre", async () => {
  await porter(`courriel:${CLAIRE}`, 78);
  expect(await faux(4, (i) => `192.0.2.${i}`)).toBe(2);
  expect(await essai("secret", "192.0.2.99")).toBe(429);
});

it("une adresse a sa limite, et une fois refusée n'écrit plus rien pour les courriels qu'elle invente", async () => {
  await porter("adresse:192.0.2.1", 38);
  expect(
    await faux(
      5,
      () => "192.0.2.1",
      (i) => `invente${i}@exemple.fr`,
    ),
  ).toBe(2);
  expect(await comptes()).toEqual({
    "adresse:192.0.2.1": 43,
    "couple:192.0.2.1 invente0@exemple.fr": 1,
    "couple:192.0.2.1 invente1@exemple.fr": 1,
    "courriel:invente0@exemple.fr": 1,
    "courriel:invente1@exemple.fr": 1,
  });
});

it("une IPv6 vaut son réseau, une IPv4 écrite en IPv6 la même adresse, et un texte quelconque aucune", async () => {
  for (const adresse of ["2001:db8:0:1::a", "2001:DB8:0:1:ffff::b", "::ffff:192.0.2.1", "192.0.2.1", "unix:"])
    await essai("faux", adresse);
  expect(await comptes()).toEqual({
    "adresse:192.0.2.1": 2,
    "adresse:2001:db8:0:1::/64": 2,
    [`couple:192.0.2.1 ${CLAIRE}`]: 2,
    [`couple:2001:db8:0:1::/64 ${CLAIRE}`]: 2,
    [`courriel:${CLAIRE}`]: 5,
  });
});

it("sans adresse, chaque courriel est compté à part : personne n'est refusé pour les essais d'un autre", async () => {
  for (const courriel of [CLAIRE, "invente@exemple.fr"]) await essai("faux", null, courriel);
  expect(await comptes()).toEqual({ [`courriel:${CLAIRE}`]: 1, "courriel:invente@exemple.fr": 1 });
});

it("ceux qui entrent ne comptent ni à l'adresse d'un centre ni à leur courriel", async () => {
  await essai("faux", "192.0.2.1");
  await essai("secret", "192.0.2.1");
  await essai("secret", "192.0.2.1");
  expect(await comptes()).toEqual({
    "adresse:192.0.2.1": 1,
    [`courriel:${CLAIRE}`]: 1,
  });
});

it("autant d'essais à la fois sont autant d'essais", async () => {
  const essais = await Promise.all(Array.from({ length: 12 }, () => essai("faux", "192.0.2.1")));
  expect(essais.filter((e) => e === 422)).toHaveLength(8);
  expect(essais.filter((e) => e === 429)).toHaveLength(4);
});

it("les essais d'une fenêtre passée s'oublient", async () => {
  await faux(
    3,
    (i) => `192.0.2.${i}`,
    (i) => `invente${i}@exemple.fr`,
  );
  await essai("faux", "192.0.2.9", CLAIRE, UNE_HEURE_PLUS_TARD);
  expect(await comptes()).toEqual({
    "adresse:192.0.2.9": 1,
    [`couple:192.0.2.9 ${CLAIRE}`]: 1,
    [`courriel:${CLAIRE}`]: 1,
  });
});

it("un courriel plus long qu'aucune adresse n'est personne, et n'écrit rien", async () => {
  expect(await essai("faux", "192.0.2.1", `${"a".repeat(5000)}@exemple.fr`)).toBe(422);
  expect(await comptes()).toEqual({});
});
