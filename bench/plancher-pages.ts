import { type Champ, liste, texte } from "../app/catalogue/champs";
import { CHAMPS_ACTION } from "../app/catalogue/champs-action";
import { ETATS, ONGLETS } from "../app/catalogue/workflow";
import type { Saisie } from "../db/types";

/** The pages of the floor: the fields of the application's own pages, in template strings. */

const SPECIAUX: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const e = (texte: unknown) => String(texte ?? "").replace(/[&<>"]/g, (c) => SPECIAUX[c] as string);
const jour = (iso: string | null) => (iso ? iso.split("-").reverse().join("/") : "");

function page(titre: string, corps: string): string {
  return `<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><title>${e(titre)} · RafaelPro</title><link rel="stylesheet" href="/assets/styles.css"/></head><body><a class="rp-evitement" href="#contenu">Aller au contenu</a><header class="rp-entete"><a href="/">RafaelPro</a><nav aria-label="Principale"><a href="/formations">Gestion des formations</a></nav><div class="rp-profil"><strong>Personne</strong><form method="post" action="/deconnexion"><button class="rp-lien">Se déconnecter</button></form></div></header><main class="rp-page" id="contenu" tabindex="-1">${corps}</main><footer class="rp-pied"><span>RafaelPro, par Cap Métiers Nouvelle-Aquitaine</span></footer></body></html>`;
}

const tableau = (entetes: readonly string[], lignes: string[]) =>
  `<div class="rp-defile"><table class="rp-table"><thead><tr>${entetes.map((t) => `<th scope="col">${t}</th>`).join("")}</tr></thead><tbody>${lignes.join("")}</tbody></table></div>`;

export type LigneListe = {
  reference: string;
  intitule: string;
  conventionnee: boolean;
  certifiante: boolean;
  sessions: number;
  premiere: string | null;
  derniere: string | null;
};

export function pageListe(d: {
  comptes: { etat: string; n: number }[];
  lignes: LigneListe[];
  structure: { nom: string; ville: string };
  filtre: string;
}): string {
  const n = Object.fromEntries(d.comptes.map((c) => [c.etat, c.n]));
  const onglets = ONGLETS.map(
    (o) =>
      `<li><a href="/formations/non-conventionnees/${ETATS[o].onglet}">${ETATS[o].libelleOnglet} [${n[o] ?? 0}]</a></li>`,
  ).join("");
  const lignes = d.lignes
    .slice(0, 25)
    .map(
      (l) =>
        `<tr><td>${l.reference}</td><td>${l.certifiante ? "Certifiante" : "Simple"}</td><td><a href="/formations/${l.reference}"><span aria-hidden="true">✎ </span>${e(l.intitule)}</a></td><td>${l.conventionnee ? "Conventionnée" : "Non conventionnée"}</td><td>${e(d.structure.nom)}</td><td>${l.premiere ? `${jour(l.premiere)} au ${jour(l.derniere)}` : "Sans date"}</td><td>${l.sessions}</td></tr>`,
    );
  return page(
    "Publiées",
    `<p>Structure active : <strong>${e(d.structure.nom)}</strong>, ${e(d.structure.ville)}</p><h1>Formations non conventionnées</h1><nav aria-label="Onglets"><ul class="rp-onglets">${onglets}</ul></nav><form role="search" class="rp-ligne"><label for="filtre">Filtrer sur les mots du titre</label><input id="filtre" name="filtre" type="search" value="${e(d.filtre)}"/><select name="tri"><option value="reference">Référence</option><option value="intitule">Intitulé</option><option value="maj">Dernière modification</option></select><button>Filtrer</button></form>${tableau(["Référence", "Type", "Intitulé", "Financement", "Responsable", "Date(s)", "Session(s)"], lignes)}<nav aria-label="Pages"><a href="?apres=${d.lignes[24]?.reference ?? ""}">Page suivante</a></nav>`,
  );
}

function champ(c: Champ, saisie: Saisie): string {
  const valeur = saisie[c.nom];
  const aide = c.aide ? `<p class="rp-aide" id="aide-${c.nom}">${e(c.aide)}</p>` : "";
  const libelle = `<label for="${c.nom}">${e(c.libelle)}</label>`;
  const cochee = (code: string) => (liste(valeur).includes(code) ? " checked" : "");
  switch (c.type) {
    case "zone":
      return `<div class="rp-champ">${libelle}<textarea id="${c.nom}" name="${c.nom}" rows="8">${e(texte(valeur))}</textarea>${aide}</div>`;
    case "choix": {
      const options = (c.options ?? []).map(
        (o) => `<option value="${o.code}"${valeur === o.code ? " selected" : ""}>${e(o.libelle)}</option>`,
      );
      const definitions = (c.options ?? []).map(
        (o) => `<div><dt>${e(o.libelle)}</dt><dd>${e(o.aide)}</dd></div>`,
      );
      return `<div class="rp-champ">${libelle}<select id="${c.nom}" name="${c.nom}"><option value="">Choisir…</option>${options.join("")}</select>${aide}<details><summary>Définitions des objectifs</summary><dl>${definitions.join("")}</dl></details></div>`;
    }
    case "cases":
      return `<fieldset class="rp-champ"><legend>${e(c.libelle)}</legend>${(c.options ?? []).map((o) => `<div class="rp-option"><input type="checkbox" id="${c.nom}-${o.code}" name="${c.nom}" value="${o.code}"${cochee(o.code)}/><label for="${c.nom}-${o.code}">${e(o.libelle)}</label><span class="rp-aide">${e(o.aide)}</span></div>`).join("")}</fieldset>`;
    case "certifications":
      return `<fieldset class="rp-champ"><legend>${e(c.libelle)}</legend>${aide}<ul>${liste(valeur)
        .map(
          (code) =>
            `<li>${code}<input type="hidden" name="certifications" value="${code}"/><button name="bouton" value="retirer:${code}">Retirer</button></li>`,
        )
        .join("")}</ul><input name="rechercheCertification"/><button>Rechercher</button></fieldset>`;
    default:
      return `<div class="rp-champ">${libelle}<input id="${c.nom}" name="${c.nom}" value="${e(texte(valeur))}"/>${aide}</div>`;
  }
}

export type SessionLue = {
  reference: string;
  voie_acces: string | null;
  debut: string | null;
  fin: string | null;
  commune: string | null;
  formateur: string | null;
};

export function pageAction(d: {
  action: { reference: string; intitule: string; etat: string; version: number; saisie: Saisie };
  structure: { nom: string; ville: string };
  sessions: SessionLue[];
  certifications: { code: string; intitule: string }[];
  motifs: { phrase: string }[];
}): string {
  const base = `/formations/${d.action.reference}`;
  const lignes = d.sessions.map(
    (s) =>
      `<tr><td><a href="${base}/sessions/${s.reference}">${s.reference}</a></td><td>${e(s.voie_acces)}</td><td>${jour(s.debut)}</td><td>${jour(s.fin)}</td><td>${e(s.commune)}</td><td>${e(s.formateur)}</td><td><a href="${base}/sessions/${s.reference}/dupliquer">dupliquer la session</a> <a href="${base}/sessions/${s.reference}/supprimer">🗑</a></td></tr>`,
  );
  return page(
    d.action.intitule,
    `<h1>${e(d.action.intitule)}</h1><p>${d.action.etat}</p>${d.motifs.map((m) => `<p>${e(m.phrase)}</p>`).join("")}<form method="post" aria-label="Action de formation"><input type="hidden" name="version" value="${d.action.version}"/><p>Référence : <strong>${d.action.reference}</strong></p><p>Organisme responsable : ${e(d.structure.nom)}, ${e(d.structure.ville)}</p>${CHAMPS_ACTION.map((c) => champ(c, d.action.saisie)).join("")}<p>${d.certifications.map((c) => `${c.code} · ${e(c.intitule)}`).join("")}</p><button name="bouton" value="enregistrer">Enregistrer les modifications</button></form><h2>Sessions de formation</h2>${tableau(["Référence", "Voies d'accès", "Début", "Fin", "Commune", "Organisme de formation", "Actions"], lignes)}<nav><a href="${base}/supprimer">Supprimer</a><a href="${base}/archiver">Archiver</a><a href="${base}/historique">Historique</a></nav>`,
  );
}

export type LigneFile = {
  reference: string;
  intitule: string;
  etat: string;
  echeance: string;
  prise: boolean;
  organisme: string;
  ville: string;
};

export function pageFile(d: {
  total: number;
  lignes: LigneFile[];
  demandes: { reference: string; intitule: string; organisme: string; contexte: string; cree_le: string }[];
}): string {
  const lignes = d.lignes
    .slice(0, 25)
    .map(
      (l) =>
        `<tr><td>${jour(l.echeance)}</td><td>${l.reference}</td><td><a href="/moderation/${l.reference}">${e(l.intitule)}</a></td><td>${l.etat}</td><td>${e(l.organisme)}, ${e(l.ville)}</td><td>${l.prise ? "Oui" : "Non"}</td></tr>`,
    );
  const demandes = d.demandes.map(
    (q) =>
      `<li>${jour(q.cree_le)} · ${e(q.organisme)} : publier de nouveau · <a href="/moderation/${q.reference}">${e(q.intitule)}</a><p class="rp-texte">${e(q.contexte)}</p></li>`,
  );
  return page(
    "À contrôler",
    `<h1>À contrôler : ${d.total > 1000 ? "plus de 1000" : d.total}</h1>${tableau(["Échéance", "Référence", "Intitulé", "Type", "Organisme", "Prise en charge"], lignes)}<h2>Demandes des organismes</h2><ul>${demandes.join("")}</ul>`,
  );
}

export type LigneRecherche = {
  reference: string;
  intitule: string;
  etat: string;
  organisme: string;
  ville: string;
};

export function pageRecherche(d: { texte: string; lignes: LigneRecherche[] }): string {
  const lignes = d.lignes
    .slice(0, 25)
    .map(
      (l) =>
        `<tr><td>${l.reference}</td><td><a href="/moderation/${l.reference}">${e(l.intitule)}</a></td><td>${l.etat}</td><td>${e(l.organisme)}, ${e(l.ville)}</td></tr>`,
    );
  return page(
    "Recherche",
    `<h1>Chercher une action</h1><form role="search" class="rp-ligne"><label for="mots">Chercher une action</label><input id="mots" name="mots" type="search" value="${e(d.texte)}"/><button>Chercher</button></form>${tableau(["Référence", "Intitulé", "État", "Organisme"], lignes)}<nav aria-label="Pages"><a href="?mots=${encodeURIComponent(d.texte)}&apres=${d.lignes[24]?.reference ?? ""}">Page suivante</a></nav>`,
  );
}
