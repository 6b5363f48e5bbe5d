/** What is wrong in a reference file, said in French for the person who loads it: the file, the line, the reason. */
export class ErreurReferentiel extends Error {
  constructor(
    readonly fichier: string,
    readonly ligne: number | undefined,
    readonly raison: string,
  ) {
    super(`${fichier}${ligne === undefined ? "" : `, ligne ${ligne}`} : ${raison}`);
    this.name = "ErreurReferentiel";
  }
}

/** A file to read: its name for messages, and its bytes as they come. */
export type Source = { nom: string; octets: AsyncIterable<Uint8Array> };

/**
 * What to do with a line that cannot be read. With `surErreur` the line is reported and left out; without, reading
 * stops there. A file whose shape is wrong (column missing, XML broken) always stops.
 */
export type OptionsLecture = { surErreur?: ((erreur: ErreurReferentiel) => void) | undefined };

/** Reports a bad line, or throws it when nobody asked for reports. */
export function signaler(erreur: ErreurReferentiel, options: OptionsLecture): void {
  if (!options.surErreur) throw erreur;
  options.surErreur(erreur);
}
