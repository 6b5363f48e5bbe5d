/** Whether an action leads to a certification, in the word of the lists. */
export const direType = (certifiante: boolean) => (certifiante ? "Certifiante" : "Simple");

/** Whether an action is tied to a funder, in the words of the lists. */
export const direFinancement = (conventionnee: boolean) =>
  conventionnee ? "Conventionnée" : "Non conventionnée";
