/**
 * The floor: what `node:http`, `postgres` and template strings reach on the same rows, without a framework, a session
 * or a right. Run by bench/mesurer.ts with DATABASE_URL and PORT; alone: `npx tsx bench/plancher.ts`.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import postgres from "postgres";
import type { Saisie } from "../db/types";
import { GRANDE_STRUCTURE } from "./generer";
import {
  type LigneFile,
  type LigneListe,
  type LigneRecherche,
  pageAction,
  pageFile,
  pageListe,
  pageRecherche,
  type SessionLue,
} from "./plancher-pages";

const sql = postgres(process.env.DATABASE_URL ?? "", { max: 10, onnotice: () => {} });

const structure = (siret: string) =>
  sql<{ nom: string; ville: string }[]>`select nom, ville from structure where siret = ${siret}`;

async function liste(filtre: string): Promise<string> {
  const mots = filtre.split(" ").filter(Boolean);
  const [comptes, lignes, [s]] = await Promise.all([
    sql<{ etat: string; n: number }[]>`
      select etat, n from compte_actions where siret = ${GRANDE_STRUCTURE} and not conventionnee`,
    sql<LigneListe[]>`
      select a.reference, a.intitule, a.conventionnee,
        jsonb_array_length(coalesce(a.saisie->'certifications', '[]')) > 0 as certifiante,
        s.n as sessions, s.premiere, s.derniere
      from (select reference from action_formation
          where siret = ${GRANDE_STRUCTURE} and not conventionnee and etat = 'publiee'
            ${mots.length > 0 ? mots.map((m) => sql`and strpos(recherche, ${m}) > 0`) : sql``}
          order by reference limit 26) cles
        join action_formation a on a.reference = cles.reference,
        lateral (select count(*)::int as n, min(debut) as premiere, max(fin) as derniere
          from session_formation where action_reference = a.reference) s
      order by a.reference`,
    structure(GRANDE_STRUCTURE),
  ]);
  return pageListe({ comptes, lignes, structure: s ?? { nom: "", ville: "" }, filtre });
}

type Action = {
  reference: string;
  siret: string;
  intitule: string;
  etat: string;
  version: number;
  saisie: Saisie;
};

async function action(reference: string): Promise<string> {
  const [[a], sessions, motifs] = await Promise.all([
    sql<(Action & { certifications: { code: string; intitule: string }[]; nom: string; ville: string })[]>`
      select a.reference, a.siret, a.intitule, a.etat, a.version, a.saisie, st.nom, st.ville,
        (select coalesce(jsonb_agg(jsonb_build_object('code', c.code, 'intitule', c.intitule)), '[]') from certification c
          where c.code in (select jsonb_array_elements_text(coalesce(a.saisie->'certifications', '[]')))) as certifications
      from action_formation a join structure st on st.siret = a.siret where a.reference = ${reference}`,
    sql<SessionLue[]>`
      select s.reference, s.voie_acces, s.debut, s.fin, s.commune, f.nom as formateur from session_formation s
      left join structure f on f.siret = s.saisie->>'formateur'
      where s.action_reference = ${reference} order by s.debut, s.reference`,
    sql<
      { phrase: string }[]
    >`select phrase from motif where action_reference = ${reference} and leve_le is null`,
  ]);
  if (!a) return "";
  return pageAction({ action: a, structure: a, sessions, certifications: a.certifications, motifs });
}

/** A save as its own SQL: the form's token, the row held, the words, the journal, one transaction. */
async function enregistrer(reference: string, form: URLSearchParams): Promise<boolean> {
  const { version, jeton = "", bouton: _, ...mots } = Object.fromEntries(form);
  const saisie = {
    ...mots,
    validation: form.getAll("validation"),
    certifications: form.getAll("certifications"),
  };
  return sql.begin(async (tx) => {
    await tx`insert into formulaire_repondu (cle, reponse) values (${jeton}, ${tx.json({ chemin: reference })})`;
    const [avant] = await tx<Action[]>`
      select reference, siret, version, saisie from action_formation where reference = ${reference} for update`;
    if (!avant || avant.version !== Number(version)) return false;
    await Promise.all([
      tx`update action_formation set saisie = ${tx.json(saisie)}, version = version + 1, revision = revision + 1,
        maj_le = now(), recherche = lower(${mots.intitule ?? ""}) where reference = ${reference}`,
      tx`insert into journal (action_reference, siret, evenement, auteur_id, auteur_nom, avant, apres)
        values (${reference}, ${avant.siret}, 'enregistrer', 2, 'Gestionnaire', ${tx.json({ lePlus: avant.saisie.lePlus ?? "" })},
        ${tx.json({ lePlus: mots.lePlus ?? "" })})`,
    ]);
    return true;
  });
}

async function file(): Promise<string> {
  const [lignes, [compte], demandes] = await Promise.all([
    sql<LigneFile[]>`
      select a.reference, a.intitule, a.etat, a.echeance::text, a.prise_en_charge_par is not null as prise,
        st.nom as organisme, st.ville from action_formation a join structure st on st.siret = a.siret
      where etat in ('creee', 'modifiee') order by a.echeance, a.reference limit 26`,
    sql<{ n: number }[]>`
      select count(*)::int as n from (select 1 from action_formation where etat in ('creee', 'modifiee') limit 1001) x`,
    sql<{ reference: string; intitule: string; organisme: string; contexte: string; cree_le: string }[]>`
      select a.reference, a.intitule, st.nom as organisme, d.contexte, d.cree_le::date::text
      from demande d join action_formation a on a.reference = d.action_reference join structure st on st.siret = a.siret
      where d.close_le is null order by d.id limit 100`,
  ]);
  return pageFile({ lignes, total: compte?.n ?? 0, demandes });
}

async function recherche(texte: string): Promise<string> {
  const [premier = "", ...autres] = texte.split(" ").filter(Boolean);
  const lignes = await sql<LigneRecherche[]>`
    select a.reference, a.intitule, a.etat, st.nom as organisme, st.ville
    from (select reference from mot_intitule where mot = ${premier} order by reference desc limit 2000) lues
      join action_formation a on a.reference = lues.reference join structure st on st.siret = a.siret
    where a.etat <> 'brouillon'
      ${autres.length > 0 ? autres.map((m) => sql`and exists (select 1 from mot_intitule where mot = ${m} and reference = lues.reference)`) : sql``}
    order by lues.reference desc limit 26`;
  return pageRecherche({ texte, lignes });
}

async function flux(res: ServerResponse): Promise<void> {
  const client = await sql.reserve();
  try {
    res.setHeader("Content-Type", "application/xml; charset=utf-8");
    const copie =
      await client`copy (select fragment from publication order by action_reference) to stdout`.readable();
    await pipeline(copie, res);
  } finally {
    client.release();
  }
}

async function repondre(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = new URL(req.url ?? "/", "http://plancher");
  if (url.pathname === "/flux/lheo-2.3.xml") return flux(res);
  if (req.method === "POST") {
    const fait = await enregistrer(url.pathname.split("/")[2] ?? "", new URLSearchParams(await text(req)));
    res.writeHead(fait ? 302 : 409, { Location: url.pathname }).end();
    return;
  }
  const html =
    url.pathname === "/moderation"
      ? await file()
      : url.pathname === "/moderation/recherche"
        ? await recherche(url.searchParams.get("mots") ?? "")
        : url.pathname.startsWith("/formations/non-conventionnees/")
          ? await liste(url.searchParams.get("filtre") ?? "")
          : url.pathname.startsWith("/formations/")
            ? await action(url.pathname.split("/")[2] ?? "")
            : "prêt";
  res.setHeader("Content-Type", "text/html; charset=utf-8").end(html);
}

createServer((req, res) => {
  repondre(req, res).catch((erreur) => {
    console.error(erreur);
    if (!res.headersSent) res.statusCode = 500;
    res.end();
  });
}).listen(Number(process.env.PORT ?? 3000), "127.0.0.1");
