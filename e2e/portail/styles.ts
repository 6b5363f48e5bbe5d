import type { Page } from "@playwright/test";

type Releve = Record<string, Record<string, string>>;

/** What follows from the width of the window and the text around, not from a rule. */
const GEOMETRIE = /^(width|height|(inline|block)-size|(perspective|transform)-origin|--.*|-webkit-locale)$/;

/** The computed styles of these elements (the first of each selector, or all of them with their rank). */
export function styles(page: Page, selecteurs: string[], tous = false): Promise<Releve> {
  return page.evaluate(
    ([liste, chacun, geometrie]) => {
      const releve: Releve = {};
      for (const s of liste) {
        const elements = [...document.querySelectorAll(s)];
        for (const [rang, e] of (chacun ? elements : elements.slice(0, 1)).entries()) {
          const calcule = getComputedStyle(e);
          const nom = chacun ? `${rang} ${e.tagName.toLowerCase()}.${e.className}` : s;
          releve[nom] = Object.fromEntries(
            [...calcule]
              .filter((p) => !new RegExp(geometrie).test(p))
              .map((p) => [p, calcule.getPropertyValue(p)]),
          );
        }
      }
      return releve;
    },
    [selecteurs, tous, GEOMETRIE.source] as const,
  );
}

/** Takes the host's own rules out of the page. */
export async function retirerLesReglesDuPortail(page: Page): Promise<void> {
  const retirees = await page.evaluate(() => {
    const siennes = [...document.styleSheets].filter((f) =>
      [...f.cssRules].some((r) => r.cssText.includes(".portail-entete")),
    );
    for (const f of siennes) f.disabled = true;
    return siennes.length;
  });
  if (retirees === 0) throw new Error("La feuille de style du portail n'est pas dans la page.");
}

/** Each property that differs, as a sentence. */
export function ecarts(avant: Releve, apres: Releve): string[] {
  return Object.entries(avant).flatMap(([nom, proprietes]) =>
    Object.entries(proprietes)
      .filter(([p, valeur]) => apres[nom]?.[p] !== valeur)
      .map(([p, valeur]) => `${nom} { ${p}: ${valeur} → ${apres[nom]?.[p]} }`),
  );
}
