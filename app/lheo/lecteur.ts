import { SaxesParser, type SaxesTagNS } from "saxes";
import { ESPACES, type Version } from "./dictionnaire";
import type { Noeud } from "./noeud";

/** A file that cannot be read as LHÉO at all: a French sentence, and where. */
export class ErreurLheo extends Error {
  constructor(
    message: string,
    readonly ligne: number,
  ) {
    super(message);
  }
}

export type Lu =
  | { type: "entete"; version: Version; ligne: number }
  | { type: "formation"; noeud: Noeud; ligne: number };

/**
 * Reads a LHÉO 2.2 or 2.3 file as it streams by: its version first, then each formation, so that memory is bounded by
 * one formation. Throws {@link ErreurLheo} for XML that is not well formed, a document type, another root, another
 * profile.
 */
export async function* lireLheo(source: AsyncIterable<Uint8Array | string>): AsyncGenerator<Lu> {
  const lus: Lu[] = [];
  let erreur: Error | undefined;
  const analyseur = new SaxesParser({ xmlns: true });
  const pile: Noeud[] = [];
  let profondeur = 0;

  analyseur.on("error", (e) => {
    erreur ??= new ErreurLheo(`Le fichier n'est pas un XML correct : ${e.message}`, analyseur.line);
  });
  analyseur.on("doctype", () => {
    erreur ??= new ErreurLheo("Le fichier contient une déclaration DOCTYPE : retirez-la.", analyseur.line);
  });
  analyseur.on("opentag", (balise) => {
    profondeur += 1;
    if (profondeur === 1) {
      try {
        lus.push({ type: "entete", version: versionDe(balise, analyseur.line), ligne: analyseur.line });
      } catch (e) {
        erreur ??= e as Error;
      }
    }
    if (pile.length === 0 && balise.local !== "formation") return;
    const noeud: Noeud = {
      nom: balise.local,
      attributs: Object.fromEntries(Object.values(balise.attributes).map((a) => [a.name, a.value])),
      texte: "",
      enfants: [],
      ligne: analyseur.line,
    };
    pile.at(-1)?.enfants.push(noeud);
    pile.push(noeud);
  });
  const texte = (t: string) => {
    const noeud = pile.at(-1);
    if (noeud) noeud.texte += t;
  };
  analyseur.on("text", texte);
  analyseur.on("cdata", texte);
  analyseur.on("closetag", () => {
    profondeur -= 1;
    const ferme = pile.pop();
    if (ferme && ferme.enfants.length > 0) ferme.texte = ferme.texte.trim();
    if (ferme && pile.length === 0) lus.push({ type: "formation", noeud: ferme, ligne: ferme.ligne });
  });

  for await (const morceau of enTexte(source)) {
    analyseur.write(morceau);
    if (erreur) throw erreur;
    yield* lus.splice(0);
  }
  analyseur.close();
  if (erreur) throw erreur;
  yield* lus.splice(0);
}

function versionDe(racine: SaxesTagNS, ligne: number): Version {
  if (racine.uri === ESPACES.edof) {
    throw new ErreurLheo(
      "Ce fichier suit le profil EDOF de Mon Compte Formation, qui n'est pas encore pris en charge : envoyez du LHÉO 2.2 ou 2.3.",
      ligne,
    );
  }
  if (racine.local !== "lheo") {
    throw new ErreurLheo(
      `La racine du fichier est <${racine.local}> : un fichier LHÉO commence par <lheo>.`,
      ligne,
    );
  }
  if (racine.uri === ESPACES["2.2"]) return "2.2";
  if (racine.uri === ESPACES["2.3"]) return "2.3";
  throw new ErreurLheo(
    `L'espace de noms « ${racine.uri} » n'est pas celui de LHÉO 2.2 ni 2.3 (${ESPACES["2.3"]}).`,
    ligne,
  );
}

/** Bytes as text, in the encoding that the XML declaration names (UTF-8 without one). */
async function* enTexte(source: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  let decodeur: TextDecoder | undefined;
  for await (const morceau of source) {
    if (typeof morceau === "string") {
      yield morceau;
      continue;
    }
    if (!decodeur) {
      const debut = new TextDecoder("latin1").decode(morceau.subarray(0, 200));
      const nom = /encoding=["']([\w.-]+)["']/.exec(debut)?.[1] ?? "utf-8";
      try {
        decodeur = new TextDecoder(nom, { fatal: true });
      } catch {
        throw new ErreurLheo(`L'encodage « ${nom} » n'est pas connu : enregistrez le fichier en UTF-8.`, 1);
      }
    }
    yield decoder(decodeur, morceau);
  }
  if (decodeur) yield decoder(decodeur);
}

function decoder(decodeur: TextDecoder, morceau?: Uint8Array): string {
  try {
    return decodeur.decode(morceau, { stream: morceau !== undefined });
  } catch {
    throw new ErreurLheo("Le fichier n'est pas dans l'encodage qu'il annonce : enregistrez-le en UTF-8.", 1);
  }
}
