/** `npm run bench:poids`: the bytes of every screen on the line, beside their budget; fails when one is over. */
import { surLaDemonstration } from "./application";
import { depassements } from "./budget";
import { type Mesure, mesurerEcrans } from "./ecrans";

const ko = (octets: number) => (octets / 1000).toFixed(1).replace(".", ",");

const mesures = await surLaDemonstration(mesurerEcrans);
const ligne = (m: Mesure) => ({
  "HTML, ko": ko(m.html),
  "HTML + CSS, ko": ko(m.html + m.css),
  ...(m.version === "complete"
    ? {
        "scripts brotli, ko": ko(m.scripts),
        "scripts gzip, ko": ko(m.scriptsGzip),
        "fichiers de script": m.nombreScripts,
      }
    : { "HTML brut, ko": ko(m.source.length) }),
});
for (const version of ["allegee", "complete"] as const) {
  console.log(
    version === "allegee" ? "\nVersion allégée (brotli)" : "\nVersion complète (brotli, première visite)",
  );
  console.table(
    Object.fromEntries(mesures.filter((m) => m.version === version).map((m) => [m.ecran, ligne(m)])),
  );
}
console.log(`Feuille de style : ${ko(mesures[0]?.css ?? 0)} ko, une fois.`);
const trop = mesures.flatMap(depassements);
for (const t of trop) console.error(t);
console.log(trop.length === 0 ? "Tous les budgets sont tenus." : `${trop.length} budget(s) dépassé(s).`);
process.exit(trop.length === 0 ? 0 : 1);
