/** What an action asks of who comes, the same for each of its sessions: told apart by the length of its title. */
export const CONDITIONS: readonly {
  prerequis: string;
  acces: string;
  handicap: string;
  tauxHoraire: number;
}[] = [
  {
    prerequis: "Savoir lire, écrire et compter en français.",
    acces: "Entretien et test de positionnement ; entrée sous un mois.",
    handicap: "Locaux de plain-pied. Un référent handicap étudie avec vous les aménagements utiles.",
    tauxHoraire: 12,
  },
  {
    prerequis: "Aucune",
    acces: "Inscription jusqu'à quinze jours avant le début, selon les places.",
    handicap: "Supports agrandis et temps majoré sur demande.",
    tauxHoraire: 18,
  },
  {
    prerequis: "Un projet professionnel confirmé par une immersion, un stage ou une première expérience.",
    acces: "Dossier puis entretien individuel ; réponse sous dix jours.",
    handicap: "Un référent handicap vous reçoit avant l'entrée et suit votre parcours.",
    tauxHoraire: 15,
  },
];
