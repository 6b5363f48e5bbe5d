import { afterAll, beforeAll, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { utilisateur } from "../../db/schema";
import { baseDeTest } from "../../db/test";
import { ouvrirConnexion } from "../comptes/connexions.server";
import { connecter } from "./connecter.server";
import { creerCatalogue } from "./creer-catalogue";
import type { Requete } from "./route.server";

const MAINTENANT = new Date("2026-11-23T10:00:00Z");

let base: BaseOuverte;
let ids: number[];

beforeAll(async () => {
  base = await baseDeTest();
  const comptes = await base.db
    .insert(utilisateur)
    .values(["a", "b"].map((nom) => ({ courriel: `${nom}@exemple.fr`, nom, motDePasse: "" })))
    .returning({ id: utilisateur.id });
  ids = comptes.map((c) => c.id);
});

afterAll(() => base.fermer());

it("se connecter ouvre une session neuve : rien de la précédente n'y passe, et elle se ferme", async () => {
  const [ancien, nouveau] = ids as [number, number];
  const catalogue = await creerCatalogue({
    at: "",
    base,
    identite: "comptes",
    secret: "s".repeat(32),
    courriel: null,
    maintenant: () => MAINTENANT,
  });
  const lire = (cookie: string) =>
    catalogue(null).rafael.lire(new Request("http://ici.test/", { headers: { Cookie: cookie } }));
  const enCookie = (entetes: Headers | [string, string][]) =>
    (new Headers(entetes).get("Set-Cookie") ?? "").split(";")[0] ?? "";

  const connexion = await ouvrirConnexion(
    base.db,
    { utilisateurId: ancien, jetonIdentite: "jeton", droits: null },
    MAINTENANT,
  );
  const { session, garder, sessions } = await lire("");
  session.set("utilisateur", ancien);
  session.set("jusqua", MAINTENANT.getTime() + 1000);
  session.set("connexion", connexion);
  session.set("structure", "00043127000024");
  const avant = enCookie(await garder(session));
  expect((await lire(avant)).acteur?.nom).toBe("a");

  const { rafael } = catalogue(null);
  const reponse = await connecter(
    {
      rafael: { ...rafael, base: "", garder, sessions },
      ctx: { db: base.db, acteur: null, maintenant: MAINTENANT },
      session,
    } as unknown as Requete<null>,
    nouveau,
    "/structures",
  );
  expect(reponse.headers.get("Location")).toBe("/structures");
  const apres = await lire(enCookie(reponse.headers));
  expect(apres.acteur?.nom).toBe("b");
  expect(Object.keys(apres.session.data).sort()).toEqual(["connexion", "jusqua", "utilisateur"]);
  expect((await lire(avant)).acteur, "l'ancien cookie n'ouvre plus rien").toBeNull();
});
