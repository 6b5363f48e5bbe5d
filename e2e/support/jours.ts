const JOUR_MS = 86_400_000;

/** A day so many days from now, as a date field takes it (AAAA-MM-JJ): journeys run on the calendar of whoever runs them. */
export const dans = (jours: number): string =>
  new Date(Date.now() + jours * JOUR_MS).toISOString().slice(0, 10);
