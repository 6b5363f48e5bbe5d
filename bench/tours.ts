import { charger, type Releve, type Source } from "./charge";
import { COURRIELS, GESTIONNAIRE, GRANDE_STRUCTURE, MOT_DE_PASSE } from "./generer";
import type { PageMesuree } from "./pages";
import { cpu, type Serveur } from "./processus";

/** One side of a comparison: its processes, and the headers with which a person asks. */
export type Cote = {
  serveurs: Serveur[];
  entetes: (acteur: number) => Record<string, string>;
  /** No page kept from an earlier answer serves: each is asked with a cookie never seen. */
  rendue?: boolean;
};

/** What a round showed, with the milliseconds of CPU that one page cost. */
export type Mesure = Releve & { cpuServeur: number; cpuPostgres: number };

export const mediane = (valeurs: number[]): number => {
  const triees = [...valeurs].sort((a, b) => a - b);
  const milieu = triees.length >> 1;
  return triees.length % 2 ? (triees[milieu] ?? 0) : ((triees[milieu - 1] ?? 0) + (triees[milieu] ?? 0)) / 2;
};

export const nombre = (n: number, chiffres = 0) => n.toFixed(chiffres).replace(".", ",");

/** One round of one page on one side. Throws when an answer is an error. */
export async function tour(
  page: PageMesuree,
  cote: Cote,
  p: { clients: number; secondes: number; cpuPostgres: () => number },
): Promise<Mesure> {
  const lue = await page.preparer();
  const entetes = cote.entetes(page.acteur);
  const source = cote.rendue ? jamaisGardee(lue, entetes) : lue;
  const cpuServeurs = () => cote.serveurs.reduce((s, { pid }) => s + cpu(pid), 0);
  const avant = [cpuServeurs(), p.cpuPostgres()] as const;
  const adresses = cote.serveurs.map((s) => s.adresse);
  const releve = await charger(adresses, { clients: p.clients, secondes: p.secondes, entetes, source });
  if (releve.ratees > 0) throw new Error(`${page.nom} : ${releve.ratees} réponses en erreur.`);
  const parPage = (apres: number, depart: number) => ((apres - depart) * 1000) / Math.max(1, releve.reponses);
  return {
    ...releve,
    cpuServeur: parPage(cpuServeurs(), avant[0]),
    cpuPostgres: parPage(p.cpuPostgres(), avant[1]),
  };
}

let inedit = 0;

/** A kept page answers those cookies only: one more, different each time, and the page is rendered. */
function jamaisGardee(source: Source, entetes: Record<string, string>): Source {
  if (!("chemins" in source)) return source;
  const { chemins } = source;
  return {
    composer: () => {
      inedit += 1;
      const headers = { ...entetes, Cookie: `${entetes.Cookie}; banc=${inedit}` };
      return { requete: { path: chemins[inedit % chemins.length] ?? "/", headers }, rendue: () => {} };
    },
  };
}

/** The median of each number over the rounds. */
export function resume(tours: Mesure[]): Mesure {
  const cles = Object.keys(tours[0] ?? {}) as (keyof Mesure)[];
  return Object.fromEntries(cles.map((c) => [c, mediane(tours.map((t) => t[c]))])) as Mesure;
}

/** Signs in the persons of the bench as people do; returns the headers each then sends. */
export async function seConnecter(adresse: string) {
  const cookies = await Promise.all(
    COURRIELS.map((courriel) =>
      poster(`${adresse}/connexion`, { courriel, motDePasse: MOT_DE_PASSE, suite: "/" }),
    ),
  );
  const gestionnaire = cookies[GESTIONNAIRE - 1] ?? "";
  cookies[GESTIONNAIRE - 1] = await poster(
    `${adresse}/structures`,
    { siret: GRANDE_STRUCTURE },
    gestionnaire,
  );
  return (allegee: boolean) => (acteur: number) => ({
    Cookie: cookies[acteur - 1] ?? "",
    ...(allegee ? { "Save-Data": "on" } : {}),
    "Content-Type": "application/x-www-form-urlencoded",
  });
}

/** Posts a form that answers with a redirect; returns the cookie it leaves. */
async function poster(url: string, form: Record<string, string>, cookie = ""): Promise<string> {
  const reponse = await fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: new URL(url).origin, Cookie: cookie },
    body: new URLSearchParams(form),
  });
  const lus = reponse.headers.getSetCookie().map((c) => c.split(";")[0]);
  if (reponse.status !== 302 || lus.length === 0) throw new Error(`${url} a répondu ${reponse.status}.`);
  return lus.join("; ");
}
