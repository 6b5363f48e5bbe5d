/** The elements of HTML, past ones too, between spaces: `x<y` in a sentence is no tag. */
const ELEMENTS =
  " a abbr acronym address applet area article aside audio b base basefont bdi bdo big blockquote body br button " +
  "canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed " +
  "fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i " +
  "iframe img input ins kbd label legend li link main map mark marquee math menu meta meter nav nobr noframes " +
  "noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp script search " +
  "section select slot small source span strike strong style sub summary sup svg table tbody td template " +
  "textarea tfoot th thead time title tr track tt u ul var video wbr ";

/** `<b>`, `</p>`, `<br />`, `<a href=…>`: closed at once, or with an attribute; « a<b et c>d » is none. */
const BALISE = /<\/?([a-z][a-z0-9]*)(?=\s*\/?>|\s[^<>=]*=)[^<>]*>/gi;

/** Whether a text holds a tag of HTML. */
export function contientHtml(texte: string): boolean {
  return [...texte.matchAll(BALISE)].some(([, nom = ""]) => ELEMENTS.includes(` ${nom.toLowerCase()} `));
}

/** French numbers, of ten digits or short; those of other countries after « + » or « 00 ». */
const TELEPHONE = /^(0[1-9]\d{8}|(\+|00)(330?[1-9]\d{8}|(?!33)[1-9]\d{6,14})|[13]\d{3}|11[68]\d{3})$/;

/** Whether a text is one phone number, however its digits are grouped. */
export function estTelephone(texte: string): boolean {
  return TELEPHONE.test(texte.replaceAll(/[\s./()\p{Pd}]/gu, ""));
}

/** What to do about a text that is no phone number; undefined for one, and for nothing. */
export function defautDuTelephone(texte: string): string | undefined {
  const bon = texte === "" || estTelephone(texte);
  return bon ? undefined : "Ce numéro n'est pas complet : dix chiffres, par exemple 05 57 00 00 00.";
}

/** The same of an e-mail address. */
export function defautDuCourriel(texte: string): string | undefined {
  const bon = texte === "" || /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(texte);
  return bon ? undefined : "Ce courriel n'est pas complet : il a la forme nom@exemple.fr.";
}

/** The same of a web address. */
export function defautDuLien(texte: string): string | undefined {
  return texte === "" || estAdresseWeb(texte)
    ? undefined
    : "Donnez une adresse complète, qui commence par https://, par exemple https://www.exemple.fr.";
}

/** The same of the street of an address, as LHÉO takes it. */
export function defautDeLAdresse(adresse: string): string | undefined {
  const lignes = lignesAdresse(adresse);
  return lignes.length > LIGNES_MAX || lignes.some((l) => l.length > LIGNE_MAX)
    ? `L'adresse part en ${LIGNES_MAX} lignes de ${LIGNE_MAX} caractères au plus, coupées aux virgules : abrégez-la, ou ajoutez des virgules.`
    : undefined;
}

/** Whether a text is the address of a page of the web, as it can be followed from anywhere. */
export function estAdresseWeb(texte: string): boolean {
  return (
    /^https?:\/\/[^\s/\\]\S*$/i.test(texte) &&
    URL.canParse(texte) &&
    /^([^.]+\.)+[^.]+$/.test(new URL(texte).hostname)
  );
}

/** Whether a text sends elsewhere on the web. */
export function contientAdresseWeb(texte: string): boolean {
  return /https?:\/\/|www\./i.test(texte);
}

/** The name of a way to pay that a text holds, as it is written; undefined without one. */
export function financementDans(texte: string): string | undefined {
  return /(?<![\p{L}\p{N}])(?:CPF|AIF)(?![\p{L}\p{N}])/iu.exec(texte)?.[0];
}

/** Whether a text says a price in euros. */
export function contientPrix(texte: string): boolean {
  return /\d\s*(€|eur(os?)?(?!\p{L}))|€\s*\d/iu.test(texte);
}

/** An amount of euros as it is typed (« 1 250,5 € ») written as LHÉO takes it (`1250.5`); null when it is none, or too long. */
export function montant(texte: string): string | null {
  const nu = texte.replaceAll(/[\s€]/g, "").replace(",", ".");
  return /^\d{1,7}(\.\d{1,2})?$/.test(nu) ? nu : null;
}

/** What LHÉO takes of an address: `ligne`, four at most, of fifty characters. */
export const LIGNES_MAX = 4;
export const LIGNE_MAX = 50;

/** The lines of an address, broken at its commas where it is too long for one, as they were joined on reading. */
export function lignesAdresse(adresse: string): string[] {
  const lignes: string[] = [];
  for (const morceau of adresse.split(", ")) {
    const derniere = lignes.at(-1);
    if (derniere !== undefined && `${derniere}, ${morceau}`.length <= LIGNE_MAX) {
      lignes[lignes.length - 1] = `${derniere}, ${morceau}`;
    } else lignes.push(morceau);
  }
  return lignes;
}
