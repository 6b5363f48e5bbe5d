import budget from "./budget-poids.json" with { type: "json" };
import type { Mesure } from "./ecrans";
import type { Trajet } from "./parcours";

/**
 * What a screen weighs too much, in French sentences; empty when it holds its budget. The first visits were promised at
 * 8, 14, 20 and 20 kB and the journey at 60 kB and 20 requests: the budgets stay near to what was reached.
 */
export function depassements(m: Mesure): string[] {
  const famille = m.ecran.split(" ")[0] ?? "";
  const limites: Record<string, number> = budget.premiereVisite;
  const limite = limites[famille] ?? budget.premiereVisite.autres;
  const trop = (quoi: string, mesure: number, max: number) =>
    mesure > max ? [`${m.ecran} (${m.version}) : ${quoi} ${mesure} octets, budget ${max}`] : [];
  const allegee = m.version === "allegee";
  return [
    ...(allegee ? trop("première visite", m.html + m.css, limite) : []),
    ...trop("second écran", m.html, budget.secondEcran),
    ...trop("scripts en gzip", m.scriptsGzip, allegee ? 0 : budget.scriptsGzip),
  ];
}

/** The same for a whole journey without scripts. */
export function depassementsDuParcours({ etapes }: Trajet): string[] {
  return (["octets", "requetes"] as const).flatMap((quoi) => {
    const total = etapes.reduce((somme, etape) => somme + etape[quoi], 0);
    const max = budget.parcours[quoi];
    return total > max ? [`parcours : ${total} ${quoi}, budget ${max}`] : [];
  });
}
