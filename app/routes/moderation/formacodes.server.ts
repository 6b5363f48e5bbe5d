import type { Contexte } from "../../catalogue/contexte";
import { lireFormacodes } from "../../moderation/formacodes.server";
import {
  chercherFormacodes,
  type FormacodeTrouve,
  formacodesParCodes,
} from "../../referentiels/formacodes/chercher.server";
import { boutonPresse, direTrouvailles } from "../../server/formulaire.server";
import { motsDuFormulaire } from "../../server/route.server";

/** What the page shows again once its box of Formacodes has answered: every word posted, with what was found or added. */
export type FormacodesDemandes = {
  saisie: Record<string, string>;
  /** What the codes of the box mean. */
  choisis?: FormacodeTrouve[];
  /** What the search found; absent when one was added. */
  trouves?: FormacodeTrouve[];
  /** The same in a sentence, by the name of the box of the search. */
  dit?: Record<string, string>;
};

/** What the buttons around the box of Formacodes ask, with the form to show again; null when another was pressed. */
export async function formacodesDemandes(ctx: Contexte, form: FormData): Promise<FormacodesDemandes | null> {
  const saisie = motsDuFormulaire(form);
  const lu = (nom: string) => saisie[nom] ?? "";
  const [bouton, argument = ""] = boutonPresse(form);
  if (bouton === "formacode") {
    const formacodes = `${lu("formacodes")} ${argument}`.trim();
    const choisis = await formacodesParCodes(ctx.db, lireFormacodes(formacodes));
    return { saisie: { ...saisie, formacodes }, choisis };
  }
  if (bouton !== "chercher") return null;
  const codes = lireFormacodes(lu("formacodes"));
  const [choisis, cherches] = await Promise.all([
    formacodesParCodes(ctx.db, codes),
    chercherFormacodes(ctx.db, lu(argument)),
  ]);
  const trouves = cherches.filter(({ code }) => !codes.includes(code));
  const dit = direTrouvailles(form, argument, {
    n: trouves.length,
    quoi: "Formacodes proposés",
    aucune: "Aucun autre Formacode trouvé. Essayez d'autres mots.",
  });
  return { saisie, choisis, trouves, dit };
}
