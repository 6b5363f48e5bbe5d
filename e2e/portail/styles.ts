import type { Page } from "@playwright/test";

type Releve = Record<string, Record<string, string>>;

/** What follows from the width of the window and the text around, not from a rule. */
const GEOMETRIE =
  /^(width|height|top|right|bottom|left|inset-.*|(inline|block)-size|(perspective|transform)-origin|--.*|-webkit-locale)$/;

/** The computed styles of one element of each kind (tag, classes, type) among those of the selector. */
export function styles(page: Page, selecteurs: string[]): Promise<Releve> {
  return page.evaluate(
    ([liste, source]) => {
      const geometrie = new RegExp(source);
      const releve: Releve = {};
      for (const e of document.querySelectorAll(liste)) {
        const nom = `${e.tagName.toLowerCase()}.${e.className}[${e.getAttribute("type") ?? ""}]`;
        if (releve[nom]) continue;
        const calcule = getComputedStyle(e);
        const proprietes: Record<string, string> = {};
        for (const p of calcule) if (!geometrie.test(p)) proprietes[p] = calcule.getPropertyValue(p);
        releve[nom] = proprietes;
      }
      return releve;
    },
    [selecteurs.join(), GEOMETRIE.source] as const,
  );
}

/** Takes the host's own rules out of the page. */
export async function retirerLesReglesDuPortail(page: Page): Promise<void> {
  const retirees = await page.evaluate(() => {
    const siennes = [...document.styleSheets].filter((f) =>
      [...f.cssRules].some((r) => r.cssText.includes(".portail-refus")),
    );
    // Without scripts the development server sends both in one sheet: every rule of ours names our root element.
    for (const f of siennes) {
      for (let i = f.cssRules.length - 1; i >= 0; i -= 1) {
        if (!f.cssRules[i]?.cssText.includes("rafael")) f.deleteRule(i);
      }
    }
    // The browser's own margin, in the place of the host's: our width must stay what it was.
    document.body.style.margin = "0";
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
