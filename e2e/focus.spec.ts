import type { Page } from "@playwright/test";
import { expect, seConnecter, test } from "./support/test";

/** A telephone, a small window whose bar takes two rows, and a laptop. */
const TAILLES = [
  { width: 360, height: 640 },
  { width: 800, height: 500 },
  { width: 1280, height: 640 },
];

/** What the bar of the form hides of the control that has the focus, in pixels; null once the focus has left both. */
function cache(page: Page): Promise<{ quoi: string; pixels: number } | null> {
  return page.evaluate(() => {
    const barre = document.querySelector(".rp-barre, form > .rp-groupe ~ .rp-boutons");
    const actif = document.activeElement;
    if (!barre || !actif?.closest(".rp-page") || barre.contains(actif)) return null;
    const [b, a] = [barre.getBoundingClientRect(), actif.getBoundingClientRect()];
    const commun = Math.min(a.bottom, b.bottom, innerHeight) - Math.max(a.top, b.top);
    const dehors = a.bottom <= 0 || a.top >= innerHeight;
    return { quoi: actif.id || actif.textContent || "", pixels: dehors ? a.height : Math.max(0, commun) };
  });
}

for (const taille of TAILLES) {
  test(`au clavier, la barre ne cache rien de ce qui a le focus, à ${taille.width} × ${taille.height}`, async ({
    page,
  }) => {
    await page.setViewportSize(taille);
    await seConnecter(page, "claire@exemple.fr");
    for (const [adresse, premier] of [
      ["/formations/nouvelle", "#action-intitule"],
      ["/formations/200400000001", "#action-intitule"],
      ["/formations/200400000001/sessions/nouvelle", "#session-formateur"],
    ] as const) {
      await page.goto(adresse);
      for (const touche of ["Tab", "Shift+Tab"]) {
        if (touche === "Tab") await page.locator(premier).focus();
        let vus = 0;
        for (let vu = await cache(page); vu && vus < 120; vu = await cache(page)) {
          // The bar leaves with the next frame.
          await expect
            .poll(async () => (await cache(page))?.pixels, { message: `${adresse}, ${touche}, ${vu.quoi}` })
            .toBeLessThanOrEqual(1);
          vus += 1;
          await page.keyboard.press(touche);
        }
        expect(vus, `${adresse}, ${touche}`).toBeGreaterThan(10);
        // From the bar, back up.
        if (touche === "Tab") await page.keyboard.press("Shift+Tab");
      }
    }
  });
}
