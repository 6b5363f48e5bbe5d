import { type Famille, sujet } from "./types";

const social: Famille = {
  nom: "social",
  objectifGeneral: "2",
  variantes: [
    {
      suffixe: " : découverte",
      objectifs: [
        "Comprendre les besoins des personnes et apprendre à {a}, à {b} et à {c}.",
        "Poser les premiers repères d'une pratique professionnelle : {a}, {b} et {c}.",
      ],
      depart: 0,
      heures: [14, 21, 35],
    },
    {
      suffixe: " : approfondissement",
      objectifs: [
        "À partir de situations vécues, analyser sa pratique afin de mieux {a}, {b} et {c}.",
        "Professionnels expérimentés : enrichir ses réponses et s'exercer à {a}, à {b} et à {c}.",
      ],
      depart: 1,
      heures: [14, 21],
    },
    {
      suffixe: " à domicile",
      objectifs: [
        "Seul chez la personne, il faut savoir {a}, {b} et {c} : la formation y prépare pas à pas.",
        "Tenir compte du logement, des proches et des habitudes de vie pour {a}, {b} et {c}.",
      ],
      depart: 0,
      heures: [14, 21],
    },
    {
      suffixe: " en établissement",
      objectifs: [
        "Construire une réponse d'équipe : {a}, {b} et {c}, de façon cohérente entre collègues.",
        "Concilier organisation collective et attention à chacun pour {a}, {b} et {c}.",
      ],
      depart: 1,
      heures: [14, 21, 28],
    },
  ],
  methodes: [
    "Analyse de situations apportées par les participants, dans un cadre confidentiel.",
    "Apports d'une psychologue et d'un cadre de santé, exercices en sous-groupes et vidéos commentées.",
    "Un appartement pédagogique permet de reproduire les gestes du quotidien.",
    "Entre deux séances, chacun observe une situation et la restitue au groupe.",
  ],
  plus: [
    "Un appartement pédagogique équipé d'aides techniques récentes.",
    "Un groupe d'analyse des pratiques ouvert aux anciens stagiaires, une fois par trimestre.",
  ],
  sujets: [
    sujet(
      "Accompagnement des personnes âgées",
      "44022|42056",
      "préserver l'autonomie de la personne|adapter ses gestes à la fatigue|proposer une activité|transmettre une observation",
      "Vieillissement normal et fragilités|Aide au lever, à la toilette et à l'habillage|Repas, hydratation et plaisir de manger|Activités et lien social|Prévention des chutes|Transmissions et travail avec les familles",
    ),
    sujet(
      "Accompagnement des troubles cognitifs",
      "43446|14411",
      "comprendre les troubles de la mémoire|entrer en relation autrement|apaiser une agitation|soutenir les aidants",
      "Maladies neuro-évolutives : repères|Mémoire, langage et orientation|Communication non verbale|Troubles du comportement : causes et réponses|Environnement rassurant et activités|Place et épuisement des proches",
    ),
    sujet(
      "Bientraitance et éthique du soin",
      "44011|14221",
      "repérer les situations à risque|questionner ses habitudes|respecter les choix de la personne|signaler une maltraitance",
      "Définitions et textes de référence|Droits, consentement et intimité|Violences ordinaires et usure professionnelle|Démarche éthique à plusieurs|Signalement : comment et à qui|Plan d'amélioration de l'équipe",
    ),
    sujet(
      "Aide à la mobilité et manutention des personnes",
      "43402|31776",
      "évaluer les capacités de la personne|utiliser les aides techniques|effectuer un transfert en douceur|protéger son dos",
      "Déplacements naturels et observation|Retournement, redressement, lever|Fauteuil, verticalisateur et lève-personne|Chute au sol : relever ou alerter|Communication pendant le geste|Prévention des douleurs du soignant",
    ),
    sujet(
      "Éveil et développement du jeune enfant",
      "44041|44028",
      "observer l'enfant|aménager un espace d'éveil|proposer des activités adaptées|dialoguer avec les parents",
      "Étapes du développement de zéro à trois ans|Attachement et séparation|Jeu libre et motricité|Langage, livres et comptines|Émotions et conflits entre enfants|Relation avec les familles",
    ),
    sujet(
      "Soins de confort et accompagnement de fin de vie",
      "43404|43498",
      "écouter la personne et ses proches|contribuer au confort|travailler avec l'équipe soignante|prendre soin de soi",
      "Soins palliatifs : principes et droits|Douleur et inconfort : observer, transmettre|Soins de bouche, positionnement et présence|Écoute des proches et deuil|Travail en équipe et relais|Se protéger et se ressourcer",
    ),
    sujet(
      "Handicap psychique : comprendre et accompagner",
      "44024|43431",
      "reconnaître les principaux troubles|adopter une posture ajustée|soutenir le projet de vie|faire face à une crise",
      "Troubles psychiques et idées reçues|Traitements et effets au quotidien|Relation, distance et cadre|Soutien à l'autonomie et au logement|Crise : signes d'alerte et réponses|Partenaires du soin et de l'insertion",
    ),
    sujet(
      "Troubles du spectre de l'autisme",
      "44024|44092",
      "comprendre les particularités sensorielles|structurer le temps et l'espace|communiquer avec des supports visuels|prévenir les comportements-problèmes",
      "Connaissances actuelles et recommandations|Sensorialité et environnement|Communication et supports visuels|Structuration de la journée|Comportements-problèmes : observer et agir|Partenariat avec les familles",
    ),
    sujet(
      "Entretien du cadre de vie",
      "42079|42093",
      "organiser son intervention|choisir produits et matériel|entretenir le linge|respecter les habitudes de la personne",
      "Planning et priorités|Produits : dosage, étiquetage, alternatives|Nettoyage pièce par pièce|Tri, lavage, repassage et petite couture|Hygiène et prévention des infections|Discrétion et relation de confiance",
    ),
    sujet(
      "Animation d'activités pour adultes et seniors",
      "44089|44067",
      "recueillir les envies|préparer une séance|animer un groupe hétérogène|évaluer le plaisir pris",
      "Rôle de l'animateur et projet|Recueil des envies et des capacités|Ateliers mémoire, créatifs et corporels|Conduite d'un groupe et participation|Sorties et partenaires locaux|Bilan et valorisation",
    ),
    sujet(
      "Hygiène et bionettoyage",
      "42086|43403",
      "appliquer les précautions standard|organiser le nettoyage d'une chambre|utiliser les bons dosages|tracer ses interventions",
      "Micro-organismes et transmission|Hygiène des mains et tenue|Produits, dilution et sécurité|Bionettoyage quotidien et à fond|Circuits du linge et des déchets|Traçabilité et contrôles",
    ),
  ],
};

const bouche: Famille = {
  nom: "bouche",
  objectifGeneral: "7",
  variantes: [
    {
      suffixe: " : initiation",
      objectifs: [
        "Découvrir les gestes de base et apprendre à {a}, à {b} et à {c}.",
        "Pour débuter ou se réorienter : {a}, {b} et {c} en conditions réelles.",
      ],
      depart: 0,
      heures: [35, 70],
    },
    {
      suffixe: " : perfectionnement",
      objectifs: [
        "Affiner son savoir-faire et élargir sa gamme : {a}, {b} et {c}.",
        "Professionnels en activité : s'entraîner à {a}, à {b} et à {c} auprès d'un formateur reconnu.",
      ],
      depart: 1,
      heures: [14, 21, 35],
    },
    {
      suffixe: " : diversifier son activité",
      objectifs: [
        "Étudier une nouvelle production ou un nouveau service et savoir {a}, {b} et {c} avant d'investir.",
        "Ouvrir une activité complémentaire en sachant {a}, {b} et {c}, chiffres à l'appui.",
      ],
      depart: 1,
      heures: [21, 35],
    },
    {
      suffixe: " : préparer sa prise de poste",
      objectifs: [
        "Être opérationnel dès les premiers jours de travail : {a}, {b} et {c}.",
        "Avant la saison ou l'embauche, s'exercer à {a}, à {b} et à {c} au rythme de la production.",
      ],
      depart: 0,
      heures: [70, 105, 210],
    },
  ],
  methodes: [
    "Les séances se déroulent en conditions réelles, avec des produits de saison et des fournisseurs locaux.",
    "Démonstration du formateur, réalisation par chacun, puis dégustation ou observation commentée.",
    "Une journée est passée chez un professionnel partenaire.",
    "Un carnet de fiches techniques est complété au fil des séances.",
  ],
  plus: [
    "Des installations professionnelles et des groupes limités à dix personnes.",
    "Un partenariat avec les producteurs et les maisons de la région.",
    "Un restaurant d'application ouvert au public deux midis par semaine.",
  ],
  sujets: [
    sujet(
      "Cuisine traditionnelle et régionale",
      "42730|42752",
      "préparer les produits de base|maîtriser les cuissons|dresser une assiette|organiser son poste",
      "Hygiène, tenue et organisation du poste|Taillages, fonds et sauces|Cuissons des viandes et des poissons|Recettes du Sud-Ouest et du littoral|Dressage et envoi|Fiches techniques et coûts matières",
    ),
    sujet(
      "Cuisine végétale et alimentation durable",
      "21506|42742",
      "composer un menu équilibré sans viande|travailler légumineuses et céréales|réduire le gaspillage|s'approvisionner localement",
      "Repères nutritionnels et protéines végétales|Légumineuses, céréales et graines|Légumes de saison : textures et cuissons|Menus sur quatre semaines|Gaspillage : mesurer et réduire|Circuits courts et labels",
    ),
    sujet(
      "Pâtisserie",
      "21528",
      "réaliser les pâtes de base|monter crèmes et mousses|décorer un entremets|organiser sa production",
      "Matières premières et pesées|Pâtes friables, levées et feuilletées|Crèmes, mousses et meringues|Entremets : montage et glaçage|Décors, chocolat et finitions|Conservation et plan de production",
    ),
    sujet(
      "Boulangerie et pains spéciaux",
      "21538|21539",
      "conduire une fermentation|pétrir et façonner|cuire différents pains|travailler au levain",
      "Farines, eau, sel et levain|Pétrissage et températures|Pointage, façonnage et apprêt|Cuisson et défauts du pain|Pains spéciaux et viennoiseries|Planification d'une fournée",
    ),
    sujet(
      "Service en salle",
      "42757",
      "dresser une salle|accueillir et conseiller|servir avec aisance|encaisser et prendre congé",
      "Mise en place et annonces|Accueil, placement et prise de commande|Techniques de service|Accords simples et conseils|Gestion des imprévus|Addition, caisse et départ du client",
    ),
    sujet(
      "Hygiène alimentaire et méthode HACCP",
      "21547|21546",
      "identifier les dangers|appliquer les bonnes pratiques|tenir les relevés|réagir à un contrôle",
      "Microbes, allergènes et intoxications|Réglementation et contrôles officiels|Bonnes pratiques et plan de nettoyage|Températures, chaîne du froid et conservation|Étapes de la méthode HACCP|Traçabilité et retrait d'un produit",
    ),
    sujet(
      "Sommellerie et conseil en vins",
      "42739|21511",
      "déguster avec méthode|parler des vins de la région|proposer un accord|gérer une petite cave",
      "Vigne, terroirs et vinification|Dégustation : œil, nez, bouche|Bordeaux, Bergerac, Jurançon, Cognac|Accords avec les mets|Carte des vins et conseil|Cave, stock et service",
    ),
    sujet(
      "Réception et accueil hôtelier",
      "42788|42776",
      "accueillir un client|gérer les réservations|facturer un séjour|traiter une demande particulière",
      "Le parcours du client|Réservations et canaux de vente|Arrivée, départ et facturation|Conseil sur le territoire|Réclamations et imprévus|Caisse, clôture et transmissions",
    ),
    sujet(
      "Maraîchage biologique",
      "21064|21030",
      "planifier ses cultures|préparer un sol vivant|protéger sans produits de synthèse|vendre en circuit court",
      "Sol, fertilité et engrais verts|Assolement et plan de culture|Semis, plants et serres|Irrigation et matériel|Ravageurs, maladies et auxiliaires|Récolte, conservation et vente directe",
    ),
    sujet(
      "Taille de la vigne",
      "21053",
      "observer la souche|choisir les bois à conserver|tailler en limitant les plaies|affûter et entretenir ses outils",
      "Physiologie et vocabulaire de la vigne|Guyot, cordon et gobelet|Choix des bois et des coursons|Taille respectueuse des flux de sève|Maladies du bois et prévention|Sécurité, postures et affûtage",
    ),
    sujet(
      "Entretien des espaces verts",
      "21046|21063",
      "tondre et débroussailler|tailler arbustes et haies|planter et arroser|entretenir le matériel",
      "Reconnaissance des végétaux courants|Gazons et prairies fleuries|Tailles d'arbustes et de haies|Plantation, paillage et arrosage|Matériel : conduite et entretien|Gestion différenciée et biodiversité",
    ),
    sujet(
      "Apiculture",
      "21049",
      "conduire une colonie|reconnaître une maladie|récolter et extraire le miel|respecter la réglementation",
      "Biologie de l'abeille et de la colonie|Ruches, matériel et emplacement|Visites, essaimage et division|Maladies, varroa et frelon asiatique|Récolte, extraction et conservation|Déclaration, étiquetage et vente",
    ),
    sujet(
      "Ostréiculture et métiers de l'estran",
      "21389|21368",
      "préparer et retourner les poches|trier et calibrer|naviguer en sécurité sur le parc|préparer une expédition",
      "Biologie de l'huître et cycle d'élevage|Travaux de parc au rythme des marées|Tri, calibrage et trompage|Affinage en claires|Hygiène, étiquetage et expédition|Sécurité à bord et sur l'estran",
    ),
  ],
};

const insertion: Famille = {
  nom: "insertion",
  objectifGeneral: "9",
  variantes: [
    {
      suffixe: " : atelier découverte",
      objectifs: [
        "Un premier temps, court et convivial, pour {a}, {b} et {c}.",
        "Sans engagement et en confiance, commencer à {a}, à {b} et à {c}.",
      ],
      depart: 0,
      heures: [14, 21],
    },
    {
      suffixe: " : parcours individualisé",
      objectifs: [
        "Avancer à son rythme, avec un référent, pour {a}, {b} et {c}.",
        "À partir d'un positionnement, suivre un parcours sur mesure qui aide à {a}, à {b} et à {c}.",
      ],
      depart: 0,
      heures: [70, 105, 140],
    },
    {
      suffixe: " : parcours en petit groupe",
      objectifs: [
        "S'appuyer sur l'entraide du groupe pour {a}, {b} et {c}.",
        "Reprendre un rythme collectif et apprendre, ensemble, à {a}, à {b} et à {c}.",
      ],
      depart: 1,
      heures: [105, 140, 210],
    },
    {
      suffixe: " : session intensive",
      objectifs: [
        "Quelques jours pour progresser vite : {a}, {b} et {c}.",
        "Un rythme soutenu, des exercices quotidiens, pour réussir à {a}, à {b} et à {c}.",
      ],
      depart: 1,
      heures: [28, 35],
    },
  ],
  methodes: [
    "Entretiens individuels réguliers et travail en petit groupe.",
    "Des enquêtes auprès de professionnels et des immersions complètent les ateliers.",
    "Un portefeuille de compétences est constitué tout au long du parcours.",
    "Les supports sont écrits simplement et peuvent être relus à la maison.",
  ],
  plus: [
    "Un référent unique du premier au dernier jour, puis un suivi pendant trois mois.",
    "Un accueil souple : horaires aménageables pour les parents et les personnes en situation de handicap.",
  ],
  sujets: [
    sujet(
      "Élaboration du projet professionnel",
      "15062|15061",
      "faire le point sur son parcours|identifier ses atouts|explorer des métiers|bâtir un plan d'action réaliste",
      "Récit de parcours et compétences|Intérêts, valeurs et contraintes|Enquêtes métiers et marché du travail local|Immersion en entreprise|Choix d'un projet et d'un plan de repli|Étapes, échéances et financement",
    ),
    sujet(
      "Techniques de recherche d'emploi",
      "15070|15061",
      "organiser ses démarches|rédiger un CV et une lettre|mobiliser son réseau|réussir un entretien",
      "Marché visible et marché caché|CV : forme, fond et mots-clés|Lettre et courriel de candidature|Réseaux et plateformes d'emploi|Simulation d'entretiens|Tableau de suivi et relances",
    ),
    sujet(
      "Remise à niveau en français",
      "15281",
      "lire et comprendre un document professionnel|écrire sans fautes gênantes|enrichir son vocabulaire|s'exprimer à l'oral avec clarté",
      "Positionnement et objectifs personnels|Lecture d'articles, consignes et courriers|Orthographe et conjugaison utiles|Rédaction de messages et de comptes rendus|Vocabulaire et registres de langue|Expression orale : expliquer, argumenter",
    ),
    sujet(
      "Remise à niveau en mathématiques",
      "11083|15030",
      "calculer sans appréhension|utiliser les pourcentages|convertir des unités|résoudre un problème concret",
      "Nombres, opérations et ordres de grandeur|Fractions, décimaux et arrondis|Proportionnalité et pourcentages|Unités, aires et volumes|Tableaux et graphiques|Problèmes tirés de la vie professionnelle",
    ),
    sujet(
      "Préparation aux concours sociaux et paramédicaux",
      "43409|44002",
      "connaître les métiers et les écoles|constituer son dossier|argumenter ses motivations|s'entraîner à l'oral",
      "Métiers, écoles et calendrier|Culture sanitaire et sociale|Dossier et lettre de motivation|Expression écrite et synthèse|Calculs simples et raisonnement|Oraux blancs et analyse",
    ),
    sujet(
      "Confiance en soi et prise de parole",
      "15075|15002",
      "gérer son trac|poser sa voix|se présenter en deux minutes|donner un avis devant un groupe",
      "Émotions, respiration et ancrage|Voix, regard et gestes|Se présenter avec des mots justes|Dire non, demander, remercier|Prendre la parole à l'improviste|Bilan filmé et axes de progrès",
    ),
    sujet(
      "Gestion du temps et du stress",
      "15068|15097",
      "analyser son emploi du temps|fixer des priorités|repérer ses sources de stress|récupérer efficacement",
      "Journal de bord et voleurs de temps|Urgent, important et délégation|Planification réaliste et imprévus|Mécanismes du stress|Respiration, relâchement et pauses|Plan personnel sur quatre semaines",
    ),
    sujet(
      "Compétences numériques pour l'emploi",
      "15050|15032",
      "utiliser un ordinateur et un téléphone|créer ses espaces personnels en ligne|envoyer un dossier complet|protéger ses données",
      "Positionnement et prise en main|Messagerie et pièces jointes|Espaces personnels et démarches|CV en ligne et candidatures|Numérisation et rangement de documents|Sécurité et bons réflexes",
    ),
    sujet(
      "Alphabétisation et lecture au quotidien",
      "15043|15022",
      "reconnaître des mots usuels|lire un document du quotidien|écrire des informations personnelles|oser parler dans un groupe",
      "Sons, lettres et syllabes|Mots de la rue, du magasin, du travail|Horaires, calendrier et plans|Formulaires et coordonnées|Messages courts|Échanges oraux et sorties",
    ),
  ],
};

export const HUMAIN = [social, bouche, insertion];
