/** The dates of the demonstration, as milliseconds at midnight UTC. */
export const JOUR = 86_400_000;

/** The instant of a day written YYYY-MM-DD. */
export const jour = (iso: string) => Date.parse(`${iso}T00:00:00Z`);

/** A day as LHÉO writes it. */
export const lheoDate = (t: number) => new Date(t).toISOString().slice(0, 10).replaceAll("-", "");

/** The Monday of this day, or the next one. */
export const lundi = (t: number) => t + ((8 - new Date(t).getUTCDay()) % 7) * JOUR;

/** The day that the catalogue is written on: what began before no longer recruits. */
export const AUJOURDHUI = jour("2026-11-23");

/** No session begins on these. */
export const LUNDIS_FERIES = ["20270329", "20270517", "20271101", "20280417", "20280501", "20280605"];

/** No session ends after. */
export const DERNIER = jour("2028-06-30");
