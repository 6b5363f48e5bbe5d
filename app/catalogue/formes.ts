/** French numbers, of ten digits or short; those of other countries after « + » or « 00 ». */
const TELEPHONE = /^(0[1-9]\d{8}|(\+|00)(330?[1-9]\d{8}|(?!33)[1-9]\d{6,14})|[13]\d{3}|11[68]\d{3})$/;

/** Whether a text is one phone number, however its digits are grouped. */
export function estTelephone(texte: string): boolean {
  return TELEPHONE.test(texte.replaceAll(/[\s./()\p{Pd}]/gu, ""));
}

/** Whether a text is the address of a page of the web, as it can be followed from anywhere. */
export function estAdresseWeb(texte: string): boolean {
  return (
    /^https?:\/\/[^\s/\\]\S*$/i.test(texte) &&
    URL.canParse(texte) &&
    /^([^.]+\.)+[^.]+$/.test(new URL(texte).hostname)
  );
}
