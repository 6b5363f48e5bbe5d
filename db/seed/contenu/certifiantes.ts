import { type Sujet, sujet, type Variante } from "./types";

export type Certifiante = {
  /** Its row of certifications.csv; "83899" is the Certif Info entry « Accompagnement VAE ». */
  certification: string;
  sujet: Sujet;
  centre: number;
  entreprise: number;
  /** Years of the cycle in apprenticeship. */
  cycle: number;
};

/** One line each: certification, hours in centre and in company, years; the Formacodes come from the row. */
function certifiante(certification: string, heures: [number, number, number], contenu: Sujet): Certifiante {
  const [centre, entreprise, cycle] = heures;
  return { certification, sujet: contenu, centre, entreprise, cycle };
}

export const CERTIFIANTES: readonly Certifiante[] = [
  certifiante(
    "RNCP37674",
    [700, 280, 1],
    sujet(
      "Titre professionnel développeur web et web mobile",
      "",
      "maquetter et intégrer une interface accessible|programmer la partie dynamique côté navigateur|concevoir une base de données et ses accès|développer des composants métier côté serveur et documenter le déploiement",
      "Maquettes, accessibilité et intégration HTML et CSS|JavaScript, composants et appels de services|Bases de données relationnelles et non relationnelles|Programmation côté serveur et interfaces de services|Sécurité des applications et protection des données|Tests, gestion de versions et mise en production|Projet de fin de formation et préparation du jury",
    ),
  ),
  certifiante(
    "RNCP37873",
    [910, 420, 1],
    sujet(
      "Titre professionnel concepteur développeur d'applications",
      "",
      "analyser les besoins et maquetter une application|définir une architecture en couches|développer et sécuriser les composants|préparer et documenter un déploiement en continu",
      "Recueil des besoins, cas d'usage et maquettes|Conception objet et architecture en couches|Accès aux données et transactions|Développement des interfaces et des services|Plans de tests et qualité du code|Intégration et déploiement continus|Dossier de projet et soutenance",
    ),
  ),
  certifiante(
    "RNCP36490",
    [980, 490, 2],
    sujet(
      "Concepteur développeur d'applications",
      "",
      "traduire un besoin en solution logicielle|développer et tester une application|déployer en tenant compte de la sécurité|animer une équipe projet",
      "Analyse du besoin et cahier des charges|Modélisation et choix techniques|Développement d'applications de bureau, web et mobiles|Tests automatisés et corrections|Déploiement, supervision et sécurité|Conduite de projet et travail en équipe|Mémoire professionnel et oral",
    ),
  ),
  certifiante(
    "RNCP37488",
    [400, 350, 1],
    sujet(
      "Certificat de spécialisation cybersécurité",
      "",
      "installer et configurer un réseau|repérer les vulnérabilités d'un système|mettre en place des protections|participer au traitement d'un incident",
      "Rappels sur les réseaux et les systèmes|Configuration des équipements actifs|Filtrage, cloisonnement et accès distants|Journalisation et détection d'événements|Audit de vulnérabilités et remédiation|Hygiène numérique et cadre juridique",
    ),
  ),
  certifiante(
    "RNCP36612",
    [420, 245, 1],
    sujet(
      "Assistant en ressources humaines",
      "",
      "suivre les dossiers du personnel|établir la paie et les déclarations|participer aux recrutements|contribuer au plan de développement des compétences",
      "Droit du travail et administration du personnel|Temps de travail, absences et tableaux de suivi|Calcul de la paie et déclarations sociales|Sourcing, entretiens et intégration|Formation professionnelle : dispositifs et budget|Communication interne et dialogue social",
    ),
  ),
  certifiante(
    "RNCP40344",
    [770, 980, 2],
    sujet(
      "Auxiliaire spécialisé vétérinaire",
      "",
      "accueillir et conseiller la clientèle|tenir l'agenda et les stocks|assurer l'hygiène des locaux|assister le vétérinaire en soins et en chirurgie",
      "Anatomie, physiologie et comportement animal|Accueil, conseil et gestion des situations d'urgence|Organisation, stocks et dossiers|Hygiène, stérilisation et radioprotection|Contention et soins aux animaux hospitalisés|Aide opératoire et surveillance du réveil",
    ),
  ),
  certifiante(
    "RS5719",
    [35, 0, 0],
    sujet(
      "Premiers secours en équipe de niveau 1",
      "",
      "réaliser un bilan complet|assurer les gestes de secours en équipe|utiliser le matériel de secours|participer au relevage et au brancardage",
      "Cadre d'intervention, hygiène et asepsie|Bilans et transmission au médecin régulateur|Urgences vitales et arrêt cardiaque|Malaises et atteintes circonstancielles|Traumatismes et immobilisations|Relevage, brancardage et exercices de synthèse",
    ),
  ),
  certifiante(
    "RS6547",
    [130, 0, 0],
    sujet(
      "Enseigner l'anglais à des adultes (CELTA)",
      "",
      "analyser la langue pour l'enseigner|préparer une séquence équilibrée|conduire une classe d'adultes|tirer parti des observations reçues",
      "Apprenants, contextes et besoins|Analyse de la grammaire, du lexique et de la phonologie|Compréhension et expression : techniques de classe|Préparation de séquences et de supports|Pratique accompagnée et observations|Rédaction des quatre devoirs",
    ),
  ),
  certifiante(
    "RS6604",
    [70, 0, 0],
    sujet(
      "Exploiter la blockchain dans le développement d'applications",
      "",
      "comprendre les registres distribués|écrire un contrat intelligent|relier une application à une chaîne|évaluer les risques et les coûts",
      "Cryptographie et consensus|Chaînes publiques et privées|Contrats intelligents : écriture et tests|Portefeuilles et interfaces web|Sécurité et audit de code|Projet individuel et soutenance",
    ),
  ),
  certifiante(
    "RS7423",
    [28, 0, 0],
    sujet(
      "Intégrer l'intelligence artificielle dans les pratiques en ressources humaines",
      "",
      "repérer les usages pertinents|rédiger des consignes efficaces|respecter le cadre juridique et éthique|accompagner les équipes au changement",
      "Panorama des outils et de leurs limites|Usages : recrutement, formation, administration|Consignes, vérification et traçabilité|Données personnelles, biais et discriminations|Construction d'un cas d'usage|Présentation du projet devant un jury",
    ),
  ),
  certifiante(
    "RNCP37122",
    [560, 140, 1],
    sujet(
      "Titre professionnel plaquiste",
      "",
      "aménager des locaux en plaques de plâtre|réaliser doublages et plafonds|isoler et rendre étanche à l'air|organiser son chantier en sécurité",
      "Lecture de plans, tracés et approvisionnements|Cloisons et contre-cloisons sur ossature|Plafonds suspendus et ouvrages cintrés|Isolation thermique et acoustique|Traitement des joints et finitions|Sécurité, gestes et tri des déchets|Préparation de l'épreuve pratique",
    ),
  ),
  certifiante(
    "RNCP37275",
    [560, 210, 1],
    sujet(
      "Titre professionnel formateur professionnel d'adultes",
      "",
      "concevoir une action de formation|animer des séances variées|individualiser les parcours|intégrer le numérique et le développement durable",
      "Analyse d'une demande et ingénierie pédagogique|Scénarios, supports et évaluation|Animation de groupe et gestion des tensions|Accompagnement individuel et remédiation|Outils numériques et formation à distance|Veille, réglementation et qualité|Dossier professionnel et jury blanc",
    ),
  ),
  certifiante(
    "RNCP37274",
    [630, 210, 1],
    sujet(
      "Titre professionnel conseiller en insertion professionnelle",
      "",
      "accueillir et analyser une demande|accompagner un parcours d'insertion|animer des ateliers collectifs|mobiliser les employeurs du territoire",
      "Publics, dispositifs et acteurs de l'insertion|Entretien d'accueil et diagnostic partagé|Projet, freins et étapes de parcours|Ateliers collectifs : conception et animation|Prospection et relation avec les employeurs|Écrits professionnels et déontologie|Dossier professionnel et jury blanc",
    ),
  ),
  certifiante(
    "RNCP38871",
    [490, 210, 1],
    sujet(
      "Titre professionnel cuisinier en restauration collective",
      "",
      "préparer entrées, plats et desserts en quantité|appliquer le plan de maîtrise sanitaire|respecter l'équilibre des repas|organiser la distribution",
      "Hygiène, allergènes et plan de maîtrise sanitaire|Préparations préliminaires en grande quantité|Cuissons, refroidissement et remise en température|Desserts et entrées|Équilibre alimentaire et produits durables|Distribution, service et lutte contre le gaspillage|Préparation de l'épreuve",
    ),
  ),
  certifiante(
    "RNCP38362",
    [1100, 560, 2],
    sujet(
      "BTS Management commercial opérationnel",
      "",
      "développer la relation client|animer l'offre commerciale|assurer la gestion opérationnelle|manager l'équipe commerciale",
      "Vente, conseil et fidélisation|Implantation, animation et communication locale|Gestion des stocks, prévisions et rentabilité|Recrutement, planning et animation d'équipe|Culture économique, juridique et managériale|Culture générale et expression|Langue vivante et entraînement aux épreuves",
    ),
  ),
  certifiante(
    "RNCP38565",
    [455, 490, 1],
    sujet(
      "CAP Accompagnant éducatif petite enfance",
      "",
      "accompagner le développement du jeune enfant|exercer en accueil collectif|exercer en accueil individuel|assurer soins et repas en sécurité",
      "Développement de l'enfant de zéro à six ans|Soins d'hygiène, sommeil et repas|Jeux, langage et activités d'éveil|Travail en équipe et rôle auprès de l'enseignant|Accueil à domicile : projet et organisation|Prévention, santé et environnement|Stages, dossiers et oraux blancs",
    ),
  ),
  certifiante(
    "RNCP36002",
    [1200, 420, 2],
    sujet(
      "BTSA Viticulture-œnologie",
      "",
      "conduire un vignoble|piloter une vinification|évaluer la qualité d'un vin|raisonner des choix techniques et économiques",
      "Biologie de la vigne et agronomie|Itinéraires culturaux et agro-écologie|Vinifications et élevage des vins|Analyses de laboratoire et dégustation|Gestion, droit et commercialisation|Expression, langue vivante et mathématiques|Projets techniques et visites de domaines",
    ),
  ),
  certifiante(
    "RNCP37908",
    [1350, 700, 2],
    sujet(
      "Baccalauréat professionnel boulanger-pâtissier",
      "",
      "fabriquer pains, viennoiseries et pâtisseries|organiser une production|valoriser et vendre les produits|participer à la gestion de l'entreprise",
      "Pains courants, de tradition et spéciaux|Viennoiseries et produits de restauration|Tartes, entremets et petits gâteaux|Sciences appliquées et hygiène|Vente, étiquetage et relation client|Gestion, droit et création d'entreprise|Enseignement général et épreuves",
    ),
  ),
  certifiante(
    "RNCP37080",
    [455, 525, 1],
    sujet(
      "Responsable logistique",
      "31845",
      "piloter les flux d'un site|améliorer la performance de l'entrepôt|manager une équipe|maîtriser coûts et prestataires",
      "Chaîne logistique et stratégie|Approvisionnements, stocks et prévisions|Entrepôt : implantation, moyens et sécurité|Transport et prestataires|Indicateurs, coûts et amélioration continue|Management d'équipe et conduite du changement|Mission en entreprise et soutenance",
    ),
  ),
  certifiante(
    "83899",
    [24, 0, 0],
    sujet(
      "Accompagnement VAE",
      "15064",
      "choisir les expériences à valoriser|décrire ses activités avec précision|rédiger le dossier de validation|préparer l'entretien avec le jury",
      "Lecture du référentiel et plan de travail|Retour sur le parcours et choix des activités|Entretiens d'explicitation|Rédaction accompagnée et relectures|Préparation de l'entretien avec le jury|Bilan après le jury et suites possibles",
    ),
  ),
];

export const VARIANTES_CERTIFIANTES: readonly Variante[] = [
  {
    suffixe: "",
    objectifs: [
      "Obtenir la certification et exercer le métier : {a}, {b}, {c}.",
      "À l'issue du parcours, les stagiaires savent {a}, {b} et {c}.",
    ],
    depart: 0,
    heures: [],
  },
  {
    suffixe: ", parcours en alternance",
    objectifs: ["Construire les compétences du métier entre le centre et l'entreprise : {a}, {b} et {c}."],
    depart: 0,
    heures: [],
  },
  {
    suffixe: ", parcours à temps partiel",
    objectifs: [
      "Concilier formation et activité professionnelle ou familiale, et apprendre à {a}, à {b} et à {c}.",
    ],
    depart: 0,
    heures: [],
  },
];

/** Only where the certification has blocs: the sessions then aim at some of them. */
export const VARIANTE_BLOCS: Variante = {
  suffixe: ", parcours par blocs de compétences",
  objectifs: ["Valider une partie de la certification, à son rythme, en s'exerçant à {a}, à {b} ou à {c}."],
  depart: 0,
  heures: [],
};

export const METHODES_CERTIFIANTES = [
  "Les évaluations en cours de formation et un jury blanc préparent aux épreuves.",
  "Des périodes en entreprise, préparées et exploitées avec le formateur référent, complètent les apports.",
  "Un accompagnement individuel est prévu pour la rédaction des dossiers.",
  "Des dispenses sont possibles selon les diplômes déjà obtenus.",
] as const;

export const PLUS_CERTIFIANTS = [
  "Un référent unique du dossier de candidature jusqu'au jury.",
  "Aide à la recherche d'une entreprise d'accueil et réseau de deux cents employeurs partenaires.",
  "Un jury blanc filmé et trois rendez-vous individuels de préparation.",
] as const;
