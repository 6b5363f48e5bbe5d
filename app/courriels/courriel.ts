/** A mail, in plain text. `cle` is the same when the same mail is sent again: a Message-ID is made from it. */
export type Courriel = { a: string; objet: string; texte: string; cle: string };

/** Rejects when the mail was not taken: it is then sent again later. */
export type EnvoiDeCourriel = (courriel: Courriel) => Promise<void>;

/** How mails leave: who sends them, and where their links lead. */
export type ServiceDeCourriel = {
  envoyer: EnvoiDeCourriel;
  /** The public address of the catalogue (`https://…`), its mount point included. */
  adresse: string;
  /** Seconds between two deliveries: what happened meanwhile is told in one mail. Five minutes without it. */
  periode?: number;
};

/**
 * What a mail tells: of what, what happened, and where to read it below the address of the catalogue; of which organisme,
 * when it is one's.
 */
export type Nouvelle = { titre: string; phrase: string; chemin: string; organisme: string | null };

const POUR_LA_STRUCTURE = "Ce courriel est envoyé à l'adresse de votre structure.";

/** Told in one mail; of more, the person reads the number and where to look. */
const NOUVELLES_MAX = 20;

/**
 * The mail that tells a person these things, oldest first; `nom` is null for the address of a structure, `demande` of what
 * the person asked for, which nobody declines.
 */
export function ecrireCourriel(
  nouvelles: readonly Nouvelle[],
  { nom, adresse, demande = false }: { nom: string | null; adresse: string; demande?: boolean },
): Pick<Courriel, "objet" | "texte"> {
  const racine = adresse.replace(/\/+$/, "");
  const titres = [...new Set(nouvelles.map((n) => n.titre))];
  const dites = nouvelles.slice(0, NOUVELLES_MAX);
  const autres = nouvelles.length - dites.length;
  const organismes = [...new Set(dites.map((n) => n.organisme))];
  const objet = titres.length === 1 ? titres[0] : `des nouvelles de ${titres.length} de vos dossiers`;
  return {
    objet: `RafaelPro : ${objet}`.replace(/\s+/g, " "),
    texte: `${[
      nom ? `Bonjour ${nom},` : "Bonjour,",
      ...organismes.flatMap((organisme) => [
        ...(organisme ? [organisme] : []),
        ...dites.filter((n) => n.organisme === organisme).map((n) => dire(n, racine)),
      ]),
      ...(autres > 0 ? [`Et ${autres} autres nouvelles, à lire sur place : ${racine}/formations`] : []),
      ...(demande
        ? []
        : [nom ? `Pour choisir si vous recevez ces courriels : ${racine}/structures` : POUR_LA_STRUCTURE]),
    ].join("\n\n")}\n`,
  };
}

const dire = ({ titre, phrase, chemin }: Nouvelle, racine: string) =>
  [titre, ...phrase.split("\n"), `${racine}/${chemin}`].map((l) => `  ${l}`).join("\n");
