const JOUR_MS = 86_400_000;

/** That day so many days later, both as a date field takes them (AAAA-MM-JJ). */
export const plusTard = (jour: string, jours: number): string =>
  new Date(Date.parse(`${jour}T00:00:00Z`) + jours * JOUR_MS).toISOString().slice(0, 10);

/** A day so many days from now: journeys run on the calendar of whoever runs them, and the demonstration with them. */
export const dans = (jours: number): string => plusTard(new Date().toISOString().slice(0, 10), jours);

/** That day as a screen writes it, whatever stands between its figures in the language of the host. */
export const ecrit = (jour: string): string => jour.split("-").reverse().join(".");
