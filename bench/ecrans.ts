import { brotliDecompressSync } from "node:zlib";
import { MOT_DE_PASSE_DEMONSTRATION } from "../db/seed/demonstration.server";
import { Client, type Reponse } from "./reseau";

/** A screen of the demonstration: who sees it, and where it is, found on another screen when its address is not fixed. */
type Ecran = {
  nom: string;
  personne: keyof typeof PERSONNES | null;
  chemin: string;
  lien?: RegExp;
  /** The address of the screen from what `lien` found; itself by default. */
  vers?: (trouve: string) => string;
};

const PERSONNES = { organisme: "claire@exemple.fr", moderation: "moderation@exemple.fr" };
const ACTION = "/formations/200400000001";
const ONGLETS = [
  "alerte",
  "publiees",
  "creees",
  "modifiees",
  "brouillons",
  "archivees",
  "supprimees",
  "import",
];

const ECRANS: Ecran[] = [
  { nom: "connexion", personne: null, chemin: "/connexion" },
  { nom: "accueil", personne: "organisme", chemin: "/" },
  { nom: "structures", personne: "organisme", chemin: "/structures" },
  { nom: "gestion", personne: "organisme", chemin: "/formations" },
  ...ONGLETS.map((o) => ({
    nom: `liste ${o}`,
    personne: "organisme" as const,
    chemin: `/formations/non-conventionnees/${o}`,
  })),
  { nom: "liste conventionnees", personne: "organisme", chemin: "/formations/conventionnees" },
  { nom: "recherche chez soi", personne: "organisme", chemin: "/formations/recherche?mots=technicien" },
  { nom: "action nouvelle", personne: "organisme", chemin: "/formations/nouvelle" },
  { nom: "action", personne: "organisme", chemin: ACTION },
  { nom: "fiche", personne: "organisme", chemin: `${ACTION}/fiche` },
  { nom: "diffusion", personne: "organisme", chemin: `${ACTION}/diffusion` },
  { nom: "historique", personne: "organisme", chemin: `${ACTION}/historique` },
  { nom: "session nouvelle", personne: "organisme", chemin: `${ACTION}/sessions/nouvelle` },
  {
    nom: "session",
    personne: "organisme",
    chemin: ACTION,
    lien: /value="aller:(\/formations\/\d+\/sessions\/\d+)"/,
  },
  {
    nom: "valider",
    personne: "organisme",
    chemin: "/formations/non-conventionnees/brouillons",
    lien: /<th[^>]*><a[^>]*href="(\/formations\/\d+)"/,
    vers: (action) => `${action}/valider`,
  },
  { nom: "moderation", personne: "moderation", chemin: "/moderation" },
  { nom: "recherche", personne: "moderation", chemin: "/moderation/recherche?mots=technicien" },
  { nom: "controle", personne: "moderation", chemin: "/moderation", lien: /href="(\/moderation\/\d+)"/ },
];

export type Version = "allegee" | "complete";

/** One screen as a browser receives it; bytes of bodies on the line. */
export type Mesure = {
  ecran: string;
  version: Version;
  /** The page alone: what a second screen costs. */
  html: number;
  css: number;
  /** Every script the page starts with, brotli then gzip. */
  scripts: number;
  scriptsGzip: number;
  nombreScripts: number;
  /** Decoded, to look at. */
  source: string;
  feuilles: string[];
  feuille: string;
};

/** Fetches every screen of the demonstration at `adresse`, with and without scripts. */
export async function mesurerEcrans(adresse: string): Promise<Mesure[]> {
  const mesures: Mesure[] = [];
  for (const version of ["allegee", "complete"] as const) {
    const clients = new Map<string | null, Client>();
    for (const ecran of ECRANS) {
      const client = clients.get(ecran.personne) ?? (await connecter(adresse, version, ecran.personne));
      clients.set(ecran.personne, client);
      mesures.push(await mesurer(client, version, ecran));
    }
  }
  return mesures;
}

async function connecter(adresse: string, version: Version, personne: Ecran["personne"]): Promise<Client> {
  const client = new Client(adresse, version === "allegee" ? { "Save-Data": "on" } : {});
  if (!personne) return client;
  const page = decoder(await client.get("/connexion"));
  const cachees = [...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
  const reponse = await client.post("/connexion", {
    ...Object.fromEntries(cachees.map(([, nom, valeur]) => [nom, valeur])),
    courriel: PERSONNES[personne],
    motDePasse: MOT_DE_PASSE_DEMONSTRATION,
    suite: "/",
  });
  if (reponse.statut !== 302) throw new Error(`Connexion refusée (${reponse.statut}).`);
  return client;
}

async function mesurer(client: Client, version: Version, ecran: Ecran): Promise<Mesure> {
  let { chemin } = ecran;
  if (ecran.lien) {
    const trouve = ecran.lien.exec(decoder(await client.get(chemin)))?.[1];
    if (!trouve) throw new Error(`Aucun lien vers l'écran « ${ecran.nom} » sur ${chemin}.`);
    chemin = ecran.vers?.(trouve) ?? trouve;
  }
  const page = await client.get(chemin);
  if (page.statut !== 200) throw new Error(`L'écran « ${ecran.nom} » répond ${page.statut}.`);
  const source = decoder(page);
  const feuilles = [...source.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((m) => m[1] ?? "");
  const scripts = scriptsDe(source);
  let [css, brotli, gzip, feuille] = [0, 0, 0, ""];
  for (const f of feuilles) {
    const reponse = await client.get(f);
    css += reponse.corps.length;
    feuille += decoder(reponse);
  }
  for (const s of scripts) {
    brotli += (await client.get(s)).corps.length;
    gzip += (await client.get(s, { "Accept-Encoding": "gzip" })).corps.length;
  }
  return {
    ecran: ecran.nom,
    version,
    html: page.corps.length,
    css,
    scripts: brotli,
    scriptsGzip: gzip,
    nombreScripts: scripts.length,
    source,
    feuilles,
    feuille,
  };
}

/** The scripts a page starts with: those it preloads and those its inline module imports. */
function scriptsDe(source: string): string[] {
  const charges = source.matchAll(
    /<link rel="modulepreload" href="([^"]+)"|(?:from |import\()"(\/[^"]+\.js)"/g,
  );
  return [...new Set([...charges].map((m) => m[1] ?? m[2] ?? ""))];
}

function decoder(reponse: Reponse): string {
  const encodage = reponse.entetes["content-encoding"];
  // Below a kilobyte a page is sent as it is.
  return (encodage === "br" ? brotliDecompressSync(reponse.corps) : reponse.corps).toString("utf8");
}
