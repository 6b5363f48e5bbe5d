declare module "@socialgouv/jours-feries" {
  /** The public holidays of a year, by name. Each date is midnight in the local time zone. */
  export default function joursFeries(annee: number, options?: { alsace: boolean }): Record<string, Date>;
}
