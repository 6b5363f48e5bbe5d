import { type Famille, sujet } from "./types";

const bureautique: Famille = {
  nom: "numerique",
  objectifGeneral: "5",
  variantes: [
    {
      suffixe: " : initiation",
      objectifs: [
        "Sans connaissance préalable, apprendre à {a}, à {b} et à {c}.",
        "Prendre un bon départ : les participants découvrent comment {a}, {b} et {c}.",
      ],
      depart: 0,
      heures: [14, 21, 35],
    },
    {
      suffixe: " : consolider ses acquis",
      objectifs: [
        "Pour celles et ceux qui ont appris seuls : reprendre les bases, puis {a}, {b} et {c} avec méthode.",
        "Gagner en aisance dans les tâches courantes : {a}, {b}, mais aussi {c}.",
      ],
      depart: 1,
      heures: [14, 21, 28],
    },
    {
      suffixe: " : perfectionnement",
      objectifs: [
        "Aller au-delà des usages quotidiens : {a}, {b} et {c} en toute autonomie.",
        "Déjà à l'aise avec l'essentiel, les participants s'exercent à {a}, à {b} et à {c}.",
      ],
      depart: 1,
      heures: [14, 21, 35],
    },
    {
      suffixe: " : travailler en équipe",
      objectifs: [
        "Organiser le travail commun autour de cet outil : {a}, {b} et {c}, avec des règles partagées.",
        "Mettre ces pratiques au service d'un collectif de travail : {a}, {b} et {c} sans perdre d'information.",
      ],
      depart: 0,
      heures: [14, 21],
    },
  ],
  methodes: [
    "Chaque notion est suivie d'un exercice sur poste, à partir des documents apportés par les participants.",
    "Un ordinateur par personne ; un aide-mémoire illustré est remis à la fin du stage.",
    "Un positionnement en ligne, avant l'entrée, permet d'adapter le rythme de chacun.",
    "La dernière demi-journée est consacrée à un cas complet, corrigé ensemble.",
  ],
  plus: [
    "Groupes de huit personnes au plus et assistance par messagerie pendant un mois après le stage.",
    "Une salle en accès libre, ouverte deux soirs par semaine pour s'exercer entre les séances.",
    "Les exercices partent de vos propres fichiers, rendus anonymes si besoin.",
  ],
  sujets: [
    sujet(
      "Traitement de texte",
      "15052",
      "mettre en forme un document long|créer des modèles réutilisables|préparer un publipostage|suivre les corrections de plusieurs relecteurs",
      "Les styles, les titres et la table des matières automatique|Tableaux, images et légendes dans le texte|Modèles de lettres et de comptes rendus|Fusion d'un courrier avec une liste d'adresses|Révisions, commentaires et comparaison de deux versions|Mise en page finale, impression et export en PDF",
    ),
    sujet(
      "Tableur",
      "15052",
      "construire des tableaux de calcul fiables|choisir les bonnes fonctions|synthétiser des données par un tableau croisé|présenter les résultats par un graphique lisible",
      "Saisie, formats de cellules et références relatives ou absolues|Fonctions de calcul, de date et de texte|Tests logiques et recherches dans une liste|Tri, filtres et contrôle de la saisie|Tableaux croisés dynamiques et segments|Graphiques, tableaux de bord et protection du classeur",
    ),
    sujet(
      "Présentations assistées par ordinateur",
      "46397|15052",
      "structurer un message en quelques diapositives|composer des pages claires et accessibles|insérer schémas et vidéos|préparer la projection devant un public",
      "Plan du diaporama et choix d'un fil conducteur|Masque, thème et couleurs aux contrastes suffisants|Schémas, pictogrammes et graphiques|Transitions et animations utiles|Notes de l'orateur et minutage|Partage du document et version imprimable",
    ),
    sujet(
      "Messagerie, agenda et réunions en ligne",
      "15052|15032",
      "classer et retrouver ses messages|planifier des rendez-vous partagés|animer une visioconférence|limiter le temps passé à trier son courrier",
      "Dossiers, règles de tri et recherche|Signature, réponse d'absence et pièces jointes|Agenda partagé, invitations et rappels|Réglages du son et de l'image, partage d'écran|Animation d'une réunion à distance et compte rendu|Bonnes pratiques pour des messages courts et utiles",
    ),
    sujet(
      "Découverte de l'ordinateur et d'internet",
      "15051|15032",
      "utiliser le clavier, la souris et les fenêtres|ranger ses fichiers|naviguer sur internet en sécurité|effectuer ses démarches administratives en ligne",
      "Le matériel, l'écran d'accueil et les réglages utiles|Dossiers, fichiers, copies et sauvegardes|Recherche d'une information et vérification de la source|Création d'une adresse électronique et envoi d'un message|Comptes, mots de passe et pièges à éviter|Démarches en ligne : santé, emploi, impôts",
    ),
    sujet(
      "Base de données relationnelle et SQL",
      "30887|31036",
      "modéliser un besoin en tables reliées|interroger les données en SQL|écrire des jointures et des regroupements|garantir la cohérence des enregistrements",
      "Entités, associations et passage au modèle relationnel|Création des tables, clés et contraintes|Sélections, tris et conditions|Jointures internes et externes|Agrégats, sous-requêtes et vues|Index, transactions et sauvegarde",
    ),
    sujet(
      "Programmation en Python",
      "30812|31067",
      "écrire des programmes lisibles|lire et transformer des fichiers de données|automatiser des tâches répétitives|tester et corriger son code",
      "Variables, conditions et boucles|Fonctions, modules et organisation d'un projet|Listes, dictionnaires et fichiers texte ou CSV|Appel d'un service web et traitement de la réponse|Tests, journal d'exécution et débogage|Petit projet : automatiser un traitement du quotidien",
    ),
    sujet(
      "Création de site web",
      "46343|31090",
      "concevoir l'arborescence d'un site|intégrer des pages en HTML et CSS|adapter l'affichage aux téléphones|publier et mettre à jour le contenu",
      "Besoins des visiteurs, arborescence et maquette|Structure HTML et sémantique des pages|Feuilles de style, grilles et adaptation aux écrans|Images, formulaires et accessibilité|Nom de domaine, hébergement et mise en ligne|Mentions légales, référencement et mesure d'audience",
    ),
    sujet(
      "Sécurité numérique au quotidien",
      "31006|31045",
      "reconnaître une tentative d'hameçonnage|gérer ses mots de passe|sauvegarder ses données|réagir en cas d'incident",
      "Panorama des menaces et exemples récents|Mots de passe, coffre-fort et double authentification|Mises à jour, droits et appareils mobiles|Sauvegarde : quoi, où et à quelle fréquence|Protection des données personnelles au travail|Conduite à tenir et personnes à prévenir après une attaque",
    ),
    sujet(
      "Analyse et visualisation de données",
      "31025|31035",
      "préparer des données de qualité|choisir la représentation adaptée|construire un tableau de bord interactif|commenter des résultats sans les surinterpréter",
      "Sources, types de données et nettoyage|Statistiques descriptives utiles|Choix d'un graphique selon la question posée|Filtres, indicateurs et mise à jour automatique|Lecture critique : échelles, biais, comparaisons|Restitution orale devant un comité de pilotage",
    ),
    sujet(
      "Publication assistée par ordinateur",
      "46052|46003",
      "préparer une maquette|marier textes, images et couleurs|respecter une charte graphique|livrer un fichier prêt à imprimer",
      "Formats, gabarits et grille de mise en page|Typographie : choix, hiérarchie et lisibilité|Retouche et résolution des images|Couleurs à l'écran et à l'impression|Dépliant, affiche et brochure pas à pas|Contrôle avant impression et échanges avec l'imprimeur",
    ),
    sujet(
      "Intelligence artificielle dans les tâches de bureau",
      "31028|15052",
      "formuler une demande précise|vérifier les réponses obtenues|protéger les informations confidentielles|intégrer ces assistants dans son organisation",
      "Ce que fait un modèle de langage et ce qu'il ignore|Rédiger une consigne : contexte, rôle, format attendu|Résumer, reformuler et traduire un document|Contrôler les sources et repérer les erreurs|Données confidentielles, droits d'auteur et règles internes|Choisir les tâches à confier et mesurer le temps gagné",
    ),
  ],
};

const langues: Famille = {
  nom: "langues",
  objectifGeneral: "5",
  variantes: [
    {
      suffixe: " : débutant (A1)",
      objectifs: [
        "Faire ses premiers pas dans la langue : {a}, {b} et {c} avec des phrases simples.",
        "Atteindre le niveau A1 du cadre européen et parvenir à {a}, à {b} et à {c}.",
      ],
      depart: 0,
      heures: [40, 60],
    },
    {
      suffixe: " : élémentaire (A2)",
      objectifs: [
        "Communiquer dans les situations prévisibles du quotidien : {a}, {b} et {c}.",
        "Consolider le niveau A2 du cadre européen : les participants s'exercent à {a}, à {b} et à {c}.",
      ],
      depart: 0,
      heures: [40, 50, 60],
    },
    {
      suffixe: " : intermédiaire (B1)",
      objectifs: [
        "Se débrouiller seul dans la plupart des échanges et apprendre à {a}, à {b} et à {c} (niveau B1).",
        "Passer de la compréhension à l'expression : {a}, {b} et {c} sans préparation.",
      ],
      depart: 1,
      heures: [50, 60, 80],
    },
    {
      suffixe: " : avancé (B2)",
      objectifs: [
        "S'exprimer avec aisance et nuance : {a}, {b} et {c}, au niveau B2 du cadre européen.",
        "Viser l'autonomie professionnelle complète : {a}, {b} et {c} avec un vocabulaire riche.",
      ],
      depart: 1,
      heures: [50, 80],
    },
  ],
  methodes: [
    "Jeux de rôle, écoute de documents authentiques et travail en binômes rythment les séances.",
    "Une évaluation d'entrée et de sortie situe les progrès sur l'échelle du cadre européen.",
    "L'oral occupe les deux tiers du temps ; les points de grammaire sont vus à partir des erreurs relevées.",
    "Chaque participant reçoit un carnet de vocabulaire et des enregistrements à réécouter.",
  ],
  plus: [
    "Des formatrices et formateurs de langue maternelle, et un atelier de conversation gratuit le jeudi.",
    "Un accès personnel à notre plateforme d'exercices pendant six mois.",
  ],
  sujets: [
    sujet(
      "Anglais professionnel",
      "15214|15234",
      "se présenter et présenter son entreprise|échanger au téléphone|rédiger des messages clairs|participer à une réunion",
      "Présentations, fonctions et organigramme|Téléphone : épeler, faire répéter, prendre un message|Courriels : formules, demandes et relances|Chiffres, dates, rendez-vous et déplacements|Réunions : donner son avis, nuancer, conclure|Présentation d'un produit ou d'un projet",
    ),
    sujet(
      "Anglais du tourisme et de l'accueil",
      "15203",
      "accueillir une clientèle étrangère|renseigner sur un lieu ou un horaire|traiter une réclamation|décrire le patrimoine local",
      "Formules d'accueil et de politesse|Réservation, arrivée et départ d'un client|Itinéraires, transports et horaires|Décrire un plat, un vin, un produit régional|Réclamations : écouter, reformuler, proposer|Présenter une visite ou un site en quelques minutes",
    ),
    sujet(
      "Anglais technique",
      "15204",
      "lire une notice ou un plan annoté|décrire une panne|échanger avec un fournisseur|rédiger un rapport d'intervention",
      "Vocabulaire des outils, matériaux et mesures|Notices, schémas et consignes de sécurité|Décrire un procédé étape par étape|Pannes : causes, diagnostic et remède|Commandes, délais et réclamations fournisseurs|Rapport d'intervention et compte rendu oral",
    ),
    sujet(
      "Espagnol professionnel",
      "15229|15228",
      "mener un entretien simple|présenter une offre|comprendre un interlocuteur au téléphone|écrire un courrier commercial",
      "Sons, accents et premières phrases|Se présenter, parler de son métier et de sa région|Téléphone et prise de rendez-vous|Commandes, livraisons et factures|Salon professionnel : accueillir et renseigner|Différences culturelles entre l'Espagne et l'Amérique latine",
    ),
    sujet(
      "Allemand professionnel",
      "15288|15287",
      "se présenter dans un cadre de travail|suivre une visite d'entreprise|répondre à une demande écrite|négocier une date ou un délai",
      "Prononciation, alphabet et nombres|Ordre des mots et verbes du quotidien professionnel|Accueil d'un visiteur et visite des locaux|Courriels : demandes, réponses et formules|Rendez-vous, délais et imprévus|Exposé bref sur son entreprise et ses produits",
    ),
    sujet(
      "Italien pour le travail et les échanges",
      "15238|15247",
      "tenir une conversation courante|renseigner un client|comprendre un message enregistré|rédiger une note brève",
      "Prononciation et intonation|Verbes usuels au présent et au passé|Accueil, restauration et achats|Téléphone et messages courts|Décrire un lieu, un produit, un savoir-faire|Culture, régions et usages professionnels",
    ),
    sujet(
      "Portugais pour le travail et les échanges",
      "15218",
      "saluer et se présenter|comprendre une consigne|échanger avec un collègue ou un client|remplir un document administratif",
      "Sons propres au portugais européen|Identité, famille et métier|Chantier, atelier, exploitation : les mots du travail|Consignes de sécurité et organisation de la journée|Démarches, santé et logement|Conversation libre autour de la presse",
    ),
    sujet(
      "Français langue étrangère",
      "15235",
      "comprendre des échanges simples|parler de soi et de son projet|lire des documents du quotidien|écrire un message ou un formulaire",
      "Se présenter, épeler, dater|Logement, transports, santé : les mots utiles|Comprendre une annonce, une affiche, un courrier|Travail : consignes, horaires et sécurité|Raconter un événement passé, exprimer un souhait|Droits, devoirs et vie citoyenne",
    ),
    sujet(
      "Français à visée professionnelle",
      "15242|15235",
      "comprendre les consignes de travail|rendre compte à son responsable|lire un planning ou une fiche de poste|rédiger une transmission brève",
      "Fiche de poste, contrat et vocabulaire du métier|Consignes orales et écrites, demandes de précision|Planning, tableaux et procédures|Signaler un problème ou un danger|Transmissions et cahier de liaison|Préparer un entretien avec un employeur",
    ),
    sujet(
      "Langue des signes française",
      "15250",
      "saluer et se présenter en signes|décrire un lieu ou une personne|tenir un échange bref|accueillir une personne sourde",
      "Regard, espace et expression du visage|Dactylologie, chiffres et repères de temps|Famille, travail et vie quotidienne|Décrire un espace et indiquer un chemin|Raconter une journée au passé et au futur|Culture sourde et conseils pour l'accueil",
    ),
  ],
};

const gestion: Famille = {
  nom: "gestion",
  objectifGeneral: "2",
  variantes: [
    {
      suffixe: " : les fondamentaux",
      objectifs: [
        "Acquérir des repères solides pour {a}, {b} et {c} dès le retour au poste.",
        "Comprendre les principes, puis apprendre à {a}, à {b} et à {c}.",
      ],
      depart: 0,
      heures: [14, 21, 35],
    },
    {
      suffixe: " : pratique avancée",
      objectifs: [
        "Approfondir une pratique déjà installée : {a}, {b} et {c}, y compris dans les cas délicats.",
        "Prendre du recul sur ses méthodes et gagner en efficacité pour {a}, {b} et {c}.",
      ],
      depart: 1,
      heures: [14, 21, 35],
    },
    {
      suffixe: " en TPE et association",
      objectifs: [
        "Dans une petite structure, une même personne doit {a}, {b} et {c} : la formation lui donne des outils simples.",
        "Adapter les méthodes aux moyens d'une petite équipe et parvenir à {a}, à {b} et à {c}.",
      ],
      depart: 0,
      heures: [14, 21],
    },
    {
      suffixe: " : actualiser ses connaissances",
      objectifs: [
        "Faire le point sur les évolutions récentes afin de {a}, de {b} et de {c} sans erreur.",
        "Revoir ses pratiques à la lumière des nouveaux textes : {a}, {b} et {c} en confiance.",
      ],
      depart: 1,
      heures: [7, 14],
    },
  ],
  methodes: [
    "Études de cas tirées d'entreprises de la région et échanges entre participants.",
    "Un plan d'action personnel est rédigé à la fin, puis revu deux mois plus tard avec la formatrice.",
    "Chaque apport est suivi d'un exercice corrigé ; des modèles de documents sont remis.",
    "Questionnaire préalable sur les attentes et évaluation des acquis par une mise en situation.",
  ],
  plus: [
    "Intervenants en activité dans des entreprises de Nouvelle-Aquitaine.",
    "Deux heures de suivi individuel à distance dans les trois mois suivants.",
    "Une boîte à outils de modèles modifiables, mise à jour pendant un an.",
  ],
  sujets: [
    sujet(
      "Comptabilité générale",
      "32667|32663",
      "enregistrer les opérations courantes|justifier les comptes|préparer les écritures de fin d'exercice|lire un bilan et un compte de résultat",
      "Partie double, plan comptable et journaux|Achats, ventes, TVA et règlements|Rapprochement bancaire et lettrage|Immobilisations et amortissements|Régularisations, provisions et inventaire|Du bilan au compte de résultat : lecture commentée",
    ),
    sujet(
      "Paie et déclarations sociales",
      "32688|13306",
      "établir un bulletin de paie|calculer les cotisations|traiter une absence ou une fin de contrat|contrôler la déclaration sociale nominative",
      "Contrat, convention collective et durée du travail|Salaire brut, heures supplémentaires et primes|Cotisations, réductions et prélèvement à la source|Maladie, congés et activité partielle|Solde de tout compte|Déclaration sociale nominative : contrôles et corrections",
    ),
    sujet(
      "Gestion budgétaire et tableaux de bord",
      "32650|32089",
      "construire un budget prévisionnel|suivre les écarts|choisir quelques indicateurs utiles|alerter sa direction à temps",
      "Du plan d'action au budget|Charges fixes, variables et seuil de rentabilité|Calendrier budgétaire et hypothèses|Analyse des écarts et actions correctives|Indicateurs : en choisir peu et les tenir|Présentation d'un tableau de bord à la direction",
    ),
    sujet(
      "Gestion de trésorerie",
      "32611",
      "établir un plan de trésorerie|anticiper les tensions|dialoguer avec sa banque|réduire les délais de règlement",
      "Besoin en fonds de roulement et cycle d'exploitation|Plan de trésorerie sur douze mois|Suivi quotidien et prévisions glissantes|Délais de paiement et relances|Financements à court terme et conditions bancaires|Préparer un rendez-vous avec son banquier",
    ),
    sujet(
      "Management de proximité",
      "32110|32130",
      "poser un cadre de travail clair|conduire un entretien de recadrage|déléguer en confiance|entretenir la motivation de l'équipe",
      "Rôle, posture et légitimité du responsable|Objectifs, consignes et suivi|Déléguer : quoi, à qui, avec quel contrôle|Entretiens de félicitation et de recadrage|Prévenir et traiter les tensions|Animer les rituels de l'équipe",
    ),
    sujet(
      "Conduite de projet",
      "32135",
      "cadrer un projet et ses limites|planifier les tâches et les ressources|piloter les risques|communiquer l'avancement",
      "Note de cadrage et parties prenantes|Découpage des tâches et planning|Budget, ressources et répartition des rôles|Risques : repérer, évaluer, traiter|Réunions de suivi et compte rendu|Clôture et bilan partagé",
    ),
    sujet(
      "Recrutement et intégration",
      "33060|33072",
      "définir un besoin et un profil|mener un entretien structuré|choisir sans discriminer|préparer l'arrivée du nouveau salarié",
      "Du besoin à la fiche de poste|Rédaction et diffusion de l'annonce|Tri des candidatures et grille de lecture|Entretien structuré et questions interdites|Décision, réponse aux candidats et traçabilité|Parcours d'accueil des cent premiers jours",
    ),
    sujet(
      "Droit du travail au quotidien",
      "13222|33071",
      "choisir le bon contrat|appliquer les règles de durée du travail|gérer une procédure disciplinaire|répondre aux questions des salariés",
      "Sources du droit et hiérarchie des textes|Contrats, période d'essai et renouvellement|Durée du travail, repos et congés|Discipline : procédure et preuves|Inaptitude, maladie et accident|Ruptures du contrat et documents remis",
    ),
    sujet(
      "Entretien professionnel",
      "33002|33001",
      "préparer un échange utile|mener l'entretien avec écoute|formaliser un projet d'évolution|suivre les engagements pris",
      "Obligations, calendrier et différences avec l'entretien d'évaluation|Préparation par le salarié et par le responsable|Questions ouvertes, reformulation et silences|Projet, compétences et dispositifs de formation|Rédaction du compte rendu|Suivi et bilan à six ans",
    ),
    sujet(
      "Accueil et standard téléphonique",
      "35052|35050",
      "réserver un accueil courtois|filtrer et orienter les appels|prendre un message complet|désamorcer une agressivité",
      "Image de la structure et attentes du public|Voix, débit et vocabulaire positif|Filtrage, transfert et mise en attente|Accueil physique et gestion de l'attente|Publics en difficulté et situations tendues|Organisation du poste et confidentialité",
    ),
    sujet(
      "Assistanat administratif",
      "35054|35071",
      "organiser le travail d'un service|rédiger courriers et comptes rendus|classer papiers et fichiers|préparer réunions et déplacements",
      "Priorités, échéancier et tableaux de suivi|Courriers, notes et comptes rendus|Classement et archivage numérique|Organisation d'une réunion du début à la fin|Déplacements et notes de frais|Relais de l'information dans le service",
    ),
    sujet(
      "Création et reprise d'entreprise",
      "32047|32048",
      "vérifier la cohérence de son projet|bâtir un prévisionnel|choisir un statut|préparer ses premiers clients",
      "Idée, motivations et contraintes personnelles|Étude de marché et premiers clients|Offre, tarif et canaux de vente|Prévisionnel sur trois ans et financement|Statut juridique, fiscal et social|Formalités et calendrier de lancement",
    ),
    sujet(
      "Gestion d'une association",
      "13187",
      "tenir la vie statutaire|préparer un budget associatif|répondre à un appel à projets|rendre compte aux financeurs",
      "Statuts, bureau et assemblées|Responsabilités des dirigeants bénévoles|Budget, comptes et valorisation du bénévolat|Emploi associatif : contrats et convention|Dossier de subvention et appel à projets|Bilan moral, d'activité et financier",
    ),
    sujet(
      "Prévention des risques psychosociaux",
      "33053|42890",
      "repérer les signaux d'alerte|analyser les causes liées au travail|agir sur l'organisation|orienter une personne en difficulté",
      "Stress, violences, épuisement : de quoi parle-t-on|Obligations de l'employeur et rôle de chacun|Indicateurs et entretiens d'écoute|Analyse d'une situation réelle de travail|Plan de prévention et inscription au document unique|Relais internes et externes",
    ),
  ],
};

const commerce: Famille = {
  nom: "commerce",
  objectifGeneral: "7",
  variantes: [
    {
      suffixe: " : les bases",
      objectifs: [
        "Découvrir les bons gestes du métier : {a}, {b} et {c}.",
        "Se préparer à un premier poste et apprendre à {a}, à {b} et à {c}.",
      ],
      depart: 0,
      heures: [21, 35, 70],
    },
    {
      suffixe: " : perfectionnement",
      objectifs: [
        "Franchir un palier dans sa pratique : {a}, {b} et {c} avec régularité.",
        "Professionnels en poste : revoir ses habitudes et s'entraîner à {a}, à {b} et à {c}.",
      ],
      depart: 1,
      heures: [14, 21, 35],
    },
    {
      suffixe: " en petite entreprise",
      objectifs: [
        "Avec peu de temps et un budget réduit, réussir à {a}, à {b} et à {c}.",
        "Artisans, commerçants et indépendants y trouvent une méthode simple pour {a}, {b} et {c}.",
      ],
      depart: 0,
      heures: [14, 21],
    },
    {
      suffixe: " : atelier de mise en situation",
      objectifs: [
        "Un atelier entièrement pratique : on s'exerce à {a}, à {b} et à {c}, puis on analyse ensemble.",
        "Par des simulations filmées et commentées, parvenir à {a}, à {b} et à {c} avec naturel.",
      ],
      depart: 1,
      heures: [7, 14],
    },
  ],
  methodes: [
    "Jeux de rôle filmés, retours bienveillants du groupe et fiches de synthèse.",
    "Une demi-journée se déroule chez un commerçant partenaire du centre-ville.",
    "Chacun repart avec un plan d'action daté, préparé pendant la formation.",
    "Alternance d'apports courts et d'exercices sur les produits des participants.",
  ],
  plus: [
    "Un magasin d'entraînement équipé de caisses et de linéaires.",
    "Un réseau de soixante commerçants de la région qui ouvrent leurs portes aux stagiaires.",
  ],
  sujets: [
    sujet(
      "Techniques de vente en magasin",
      "34566|34592",
      "accueillir et découvrir les besoins|argumenter sans forcer|traiter les objections|conclure et fidéliser",
      "Accueil, posture et premier contact|Questions ouvertes et écoute|Argumentaire : caractéristiques, avantages, preuves|Objections sur le prix ou le délai|Conclusion et vente additionnelle|Prise de congé et fidélisation",
    ),
    sujet(
      "Prospection commerciale",
      "34593|34573",
      "cibler ses prospects|préparer un argumentaire téléphonique|obtenir un rendez-vous|suivre ses relances",
      "Fichier, ciblage et respect des données personnelles|Accroche téléphonique et barrage du standard|Courriel de prospection et réseau professionnel|Rendez-vous : objectif, plan et questions|Suivi, relances et tableau d'activité|Analyse de ses taux de réussite",
    ),
    sujet(
      "Négociation commerciale",
      "34582",
      "préparer ses marges de manœuvre|défendre son prix|obtenir des contreparties|conclure un accord durable",
      "Objectifs, plancher et solutions de repli|Cartographie des décideurs|Défense du prix et de la valeur|Concessions et contreparties|Pièges classiques et acheteurs difficiles|Formaliser l'accord et préparer la suite",
    ),
    sujet(
      "Marchandisage et vitrine",
      "34597|34519",
      "implanter un rayon|valoriser les produits|concevoir une vitrine saisonnière|mesurer l'effet sur les ventes",
      "Parcours du client et zones chaudes|Implantation verticale, horizontale, par thème|Lumière, couleurs et hauteurs|Vitrine : idée, croquis, montage|Affichage des informations et signalétique|Mesure des ventes au mètre linéaire",
    ),
    sujet(
      "Tenue de caisse et encaissement",
      "34589",
      "ouvrir et clôturer une caisse|encaisser tous les moyens de paiement|repérer les anomalies|garder un bon contact en période d'affluence",
      "Fond de caisse, ouverture et clôture|Espèces, cartes, chèques et titres|Retours, avoirs et erreurs de saisie|Contrôles et prévention des fraudes|Gestes et postures du poste|Relation client en cas d'attente",
    ),
    sujet(
      "Communication sur les réseaux sociaux",
      "46359|46347",
      "définir une ligne éditoriale|rédiger et programmer des publications|animer une communauté|mesurer les résultats",
      "Choix des réseaux selon le public|Ligne éditoriale et calendrier|Photos et vidéos courtes au téléphone|Réponses aux commentaires et aux avis|Publicité ciblée : principes et limites|Statistiques et ajustements",
    ),
    sujet(
      "Rédaction pour le web",
      "46327|46336",
      "écrire des textes clairs et bien placés|structurer une page|tenir compte du référencement|adapter le ton à son lecteur",
      "Comment lit-on à l'écran|Titres, chapeaux et intertitres|Mots-clés et intentions de recherche|Liens, images et textes de remplacement|Style simple et accessible|Relecture, mise à jour et calendrier",
    ),
    sujet(
      "Commerce en ligne",
      "34530|34598",
      "préparer un catalogue de produits|paramétrer paiement et livraison|attirer des visiteurs qualifiés|respecter les règles de la vente à distance",
      "Modèle, offre et concurrents|Fiches produits et photographies|Panier, paiement et livraison|Conditions de vente et rétractation|Référencement et campagnes de courriels|Service client et avis",
    ),
    sujet(
      "Gestion des réclamations clients",
      "34076|34037",
      "écouter sans se justifier|reformuler le problème|proposer une solution réaliste|tirer des leçons des insatisfactions",
      "Types d'insatisfaction et attentes réelles|Écoute, empathie et reformulation|Réponse orale et réponse écrite|Gérer ses émotions et poser des limites|Gestes commerciaux et décisions|Suivi des réclamations et amélioration du service",
    ),
    sujet(
      "Administration des ventes",
      "34056|34078",
      "traiter une commande de bout en bout|éditer devis et factures|suivre les livraisons|relancer les impayés",
      "Du devis à la commande|Conditions générales et délais|Facturation : mentions et contrôle|Suivi des livraisons et litiges|Relances graduées des impayés|Indicateurs du service",
    ),
  ],
};

export const TERTIAIRE = [bureautique, langues, gestion, commerce];
