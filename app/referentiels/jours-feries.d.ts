declare module "@socialgouv/jours-feries" {
  /** The public holidays of a year, by name, as local dates. */
  export default function joursFeries(annee: number, options?: { alsace?: boolean }): Record<string, Date>;
}
