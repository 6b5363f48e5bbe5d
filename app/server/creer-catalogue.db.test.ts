import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { BaseOuverte } from "../../db/client";
import { courrier, rattachement, structure, utilisateur } from "../../db/schema";
import { baseDeTest } from "../../db/test";
import type { PersonneDuPortail } from "../comptes/identite";
import { verifierMotDePasse } from "../comptes/mot-de-passe.server";
import type { Courriel } from "../courriels/courriel";
import type { IdentiteDuPortail } from "./context";
import { creerCatalogue } from "./creer-catalogue";

const A = "00043127000024";
const B = "00057241200013";
const SECRET = "s".repeat(32);

let base: BaseOuverte;
beforeAll(async () => {
  base = await baseDeTest();
  await base.db.insert(structure).values({ siret: A, nom: "Lycée A", raisonSociale: "Lycée A" });
});
afterAll(() => base.fermer());

const demander = (chemin: string, cookie = "") =>
  new Request(`http://portail.test${chemin}`, cookie ? { headers: { Cookie: cookie } } : {});

type Qui = { personne: PersonneDuPortail | null; n: number };
const portail = (identite: Partial<IdentiteDuPortail<Qui>> = {}, at: string | string[] = "formations") =>
  creerCatalogue<Qui>({
    at,
    base,
    secret: SECRET,
    courriel: null,
    identite: {
      personne: (r) => {
        r.n += 1;
        return r.personne;
      },
      droits: () => ({ moderateur: false, structures: [{ siret: A, profil: "catalogue" }] }),
      ...identite,
    },
  });
const alice = () => ({ personne: { courriel: "Alice@portail.fr ", nom: "Alice" }, n: 0 });

it("demande au portail qui est là une fois par requête, et seulement quand un écran le demande", async () => {
  const catalogue = await portail();
  const requete = alice();
  const { rafael } = catalogue(requete);
  expect(requete.n).toBe(0);
  const lectures = await Promise.all([1, 2, 3].map(() => rafael.lire(demander("/formations/structures"))));
  expect(requete.n).toBe(1);
  expect(lectures[2]?.acteur).toMatchObject({
    nom: "Alice",
    moderateur: false,
    profils: { [A]: "catalogue" },
  });
  expect(lectures[2]?.structures[0]?.structure.nom).toBe("Lycée A");
});

it("garde la même personne sous le même numéro, et aucun mot de passe n'ouvre son compte", async () => {
  const catalogue = await portail();
  const [un, deux] = await Promise.all(
    [alice(), alice()].map((r) => catalogue(r).rafael.lire(demander("/formations"))),
  );
  expect(un?.acteur?.id).toBe(deux?.acteur?.id);
  const [ligne] = await base.db
    .select()
    .from(utilisateur)
    .where(eq(utilisateur.courriel, "alice@portail.fr"));
  expect(ligne).toMatchObject({ moderateur: false, motDePasse: "" });
  for (const essai of ["", "demonstration"]) expect(await verifierMotDePasse(essai, "")).toBe(false);
});

it("sans personne, personne n'est quelqu'un", async () => {
  const { rafael } = (await portail())({ personne: null, n: 0 });
  expect(await rafael.lire(demander("/formations"))).toMatchObject({ acteur: null, structures: [] });
});

it("crée la structure que le portail nomme, et n'accorde rien sur celle qu'il ne nomme pas", async () => {
  const droits = (nom?: string) => () => ({
    moderateur: false,
    structures: [{ siret: B, profil: "general" as const, ...(nom ? { nom } : {}) }],
  });
  const anonyme = await (await portail({ droits: droits() }))(alice()).rafael.lire(demander("/formations"));
  expect(anonyme).toMatchObject({ acteur: { profils: {} }, structures: [] });
  const nommee = await (await portail({ droits: droits("CFA B") }))(alice()).rafael.lire(
    demander("/formations"),
  );
  expect(nommee.structures).toMatchObject([{ structure: { siret: B, nom: "CFA B" }, profil: "general" }]);
});

it("lit les droits dans les tables quand le portail le dit", async () => {
  const catalogue = await portail({ droits: "tables" });
  const avant = await catalogue(alice()).rafael.lire(demander("/formations"));
  expect(avant.acteur).toMatchObject({ moderateur: false, profils: {} });
  await base.db
    .insert(rattachement)
    .values({ utilisateurId: avant.acteur?.id ?? 0, siret: A, profil: "preinscription" });
  const apres = await catalogue(alice()).rafael.lire(demander("/formations"));
  expect(apres.acteur?.profils).toEqual({ [A]: "preinscription" });
});

it.each([
  ["une personne sans courriel", {}, { personne: { nom: "Alice" }, n: 0 }, "{ courriel, nom }"],
  ["une personne absente plutôt que null", {}, { personne: undefined, n: 0 }, "{ courriel, nom }"],
  [
    "un modérateur qui n'est ni vrai ni faux",
    { droits: () => ({ moderateur: "oui", structures: [] }) },
    alice(),
    "{ moderateur, structures",
  ],
  [
    "un profil inconnu",
    { droits: () => ({ moderateur: false, structures: [{ siret: A, profil: "admin" }] }) },
    alice(),
    "« catalogue »",
  ],
  [
    "un SIRET tronqué",
    { droits: () => ({ moderateur: false, structures: [{ siret: "123", profil: "general" }] }) },
    alice(),
    "14 chiffres",
  ],
  ["des droits absents", { droits: () => undefined }, alice(), "{ moderateur, structures"],
])("refuse %s plutôt que de deviner", async (_, identite, requete, phrase) => {
  const catalogue = await portail(identite as object);
  const lecture = catalogue(requete as unknown as Qui).rafael.lire(demander("/formations"));
  await expect(lecture).rejects.toThrow(phrase);
});

it("refuse un contexte partagé par deux requêtes", async () => {
  const { rafael } = (await portail())(alice());
  await rafael.lire(demander("/formations", "a=1"));
  expect(() => rafael.lire(demander("/formations", "a=2"))).toThrow("deux requêtes");
});

it("un en-tête Cookie vide est une absence de cookie : un adaptateur le garde, un autre le retire", async () => {
  const { rafael } = (await portail())(alice());
  const vide = new Request("http://portail.test/formations", { headers: { Cookie: "" } });
  expect(vide.headers.get("Cookie")).toBe("");
  expect(await rafael.lire(vide)).toBe(await rafael.lire(demander("/formations")));
});

it("trouve le point de montage de chaque requête, le plus long d'abord", async () => {
  const catalogue = await portail({}, ["offre", "offre/antenne", "autre"]);
  const base = async (chemin: string) => (await catalogue(alice()).rafael.lire(demander(chemin))).base;
  expect(await base("/offre/formations")).toBe("/offre");
  expect(await base("/offre.data")).toBe("/offre");
  expect(await base("/offre/antenne")).toBe("/offre/antenne");
  expect(await base("/autre/")).toBe("/autre");
  await expect(base("/offres/formations")).rejects.toThrow("aucun point de montage");
  await expect(base("/")).rejects.toThrow("aucun point de montage");
});

it("garde la session et la version dans des cookies propres à chaque point de montage", async () => {
  const catalogue = await portail({}, ["offre", "autre"]);
  const lire = (chemin: string, cookie?: string) => catalogue(alice()).rafael.lire(demander(chemin, cookie));
  const { session, garder, garderVersion } = await lire("/offre");
  session.set("structure", A);
  const cookies = [...(await garder(session)), ...(await garderVersion("1"))].map(([, c]) => c);
  expect(cookies).toHaveLength(4);
  for (const c of cookies)
    expect(c).toMatch(/^(__Secure-)?rafael(-version)?-offre=.*; Path=\/offre(\.data)?;/);
  const envoye = [cookies[0], cookies[2]].map((c) => c?.split(";")[0]).join("; ");
  const chez = await lire("/offre", envoye);
  const voisin = await lire("/autre", envoye);
  expect(chez.session.get("structure")).toBe(A);
  expect(voisin.session.get("structure")).toBeUndefined();
  expect(await chez.allegee(demander("/offre", envoye))).toBe(true);
  expect(await catalogue(alice()).rafael.allegee(demander("/autre", envoye))).toBe(false);
  expect(await catalogue(alice()).rafael.allegee(demander("/accueil-du-portail", envoye))).toBe(false);
});

it("laisse démarrer le portail quand la base ne répond pas : c'est l'écran qui échoue", async () => {
  const catalogue = await creerCatalogue<null>({
    at: "formations",
    base: "postgres://personne@127.0.0.1:1/rien",
    secret: SECRET,
    courriel: null,
    identite: { personne: () => ({ courriel: "a@b.fr", nom: "A" }), droits: "tables" },
  });
  await expect(catalogue(null).rafael.lire(demander("/formations"))).rejects.toThrow();
});

it("remet de lui-même les courriels qui attendent à l'envoi du portail, et le dit dans son journal", async () => {
  const [siret, creeLe] = ["00000000000009", new Date()];
  await base.db
    .insert(structure)
    .values({ siret, nom: "Lycée", raisonSociale: "Lycée", courriel: "contact@lycee.fr" });
  const nouvelle = { titre: "Souder", phrase: "Elle est archivée.", chemin: "formations/209900000001" };
  await base.db.insert(courrier).values({ siret, ...nouvelle, duLe: creeLe, creeLe });
  const recus: Courriel[] = [];
  const dits: string[] = [];
  const dire = (_objet: object, message: string) => dits.push(message);
  await creerCatalogue<null>({
    at: "offre",
    base,
    secret: SECRET,
    identite: { personne: () => null, droits: "tables" },
    journal: { info: dire, warn: dire, error: dire },
    courriel: {
      adresse: "https://portail.exemple.fr/offre",
      periode: 0.2,
      envoyer: async (courriel) => {
        recus.push(courriel);
      },
    },
  });
  await expect.poll(() => dits, { timeout: 20_000 }).toContain("courriels partis");
  expect(recus).toMatchObject([{ a: "contact@lycee.fr", objet: "RafaelPro : Souder" }]);
  expect(recus[0]?.texte).toContain("https://portail.exemple.fr/offre/formations/209900000001");
});
