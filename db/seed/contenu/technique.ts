import { type Famille, sujet } from "./types";

const securite: Famille = {
  nom: "securite",
  objectifGeneral: "2",
  variantes: [
    {
      suffixe: " : formation initiale",
      objectifs: [
        "Se préparer à intervenir en sécurité : {a}, {b} et {c}.",
        "Connaître les risques et les règles, puis savoir {a}, {b} et {c}.",
      ],
      depart: 0,
      heures: [14, 21],
    },
    {
      suffixe: " : recyclage",
      objectifs: [
        "Réviser les connaissances et corriger les habitudes prises : {a}, {b} et {c}.",
        "Maintenir son niveau de vigilance en s'entraînant de nouveau à {a}, à {b} et à {c}.",
      ],
      depart: 1,
      heures: [7, 14],
    },
    {
      suffixe: " : devenir personne-ressource",
      objectifs: [
        "Tenir un rôle de relais dans son entreprise : {a}, {b} et {c}, et transmettre ces réflexes.",
        "Aider ses collègues au quotidien, après avoir appris à {a}, à {b} et à {c}.",
      ],
      depart: 1,
      heures: [14, 21, 35],
    },
    {
      suffixe: " : sensibilisation",
      objectifs: [
        "En peu de temps, comprendre l'enjeu et retenir l'essentiel pour {a}, {b} et {c}.",
        "Faire partager à toute une équipe les mêmes réflexes : {a}, {b} et {c}.",
      ],
      depart: 0,
      heures: [7],
    },
  ],
  methodes: [
    "Exercices pratiques sur plateau technique, avec le matériel utilisé en entreprise.",
    "L'évaluation associe un questionnaire et une mise en situation observée par le formateur.",
    "Étude d'accidents réels et recherche collective des mesures qui les auraient évités.",
    "Les équipements de protection sont prêtés pendant les exercices.",
  ],
  plus: [
    "Une aire d'entraînement couverte, utilisable par tous les temps.",
    "Des formateurs issus des services de secours et de prévention.",
  ],
  sujets: [
    sujet(
      "Habilitation électrique pour non-électriciens",
      "24049|24047",
      "repérer les dangers de l'électricité|respecter les zones et les distances|appliquer les consignes écrites|réagir à un accident d'origine électrique",
      "Effets du courant sur le corps humain|Domaines de tension et zones d'environnement|Symboles d'habilitation et limites de chacun|Équipements de protection et vérifications|Consignation : rôle de l'exécutant|Conduite à tenir en cas d'accident ou d'incendie",
    ),
    sujet(
      "Conduite de chariots élévateurs en sécurité",
      "31768|31795",
      "vérifier l'engin avant la prise de poste|charger et gerber sans risque|circuler parmi les piétons|signaler une anomalie",
      "Réglementation et responsabilités du conducteur|Catégories de chariots et plaque de charge|Vérifications de prise et de fin de poste|Circulation, visibilité et priorité aux piétons|Gerbage, palettiers et chargement d'un camion|Stationnement et entretien courant",
    ),
    sujet(
      "Travail en hauteur et port du harnais",
      "31701|22295",
      "évaluer le risque de chute|choisir une protection adaptée|régler son harnais|donner l'alerte",
      "Accidents, obligations et hiérarchie des protections|Échelles, plateformes et garde-corps|Harnais, longes et points d'ancrage|Vérification et entretien des équipements|Déplacements et facteur de chute|Alerte et secours d'une personne suspendue",
    ),
    sujet(
      "Montage et utilisation d'échafaudages",
      "22297",
      "lire une notice de montage|monter un échafaudage de pied|contrôler la stabilité|renseigner le registre",
      "Types d'échafaudages et choix|Notice, plan et calage au sol|Montage et démontage en sécurité|Charges admissibles et ancrages|Vérifications de mise en service|Registre, affichage et réception",
    ),
    sujet(
      "Gestes et postures au travail",
      "31776|42898",
      "comprendre le fonctionnement du dos|soulever et porter sans se blesser|aménager son poste|repérer les contraintes à signaler",
      "Anatomie et mécanismes des douleurs|Troubles musculo-squelettiques : causes et signes|Principes de sécurité physique|Manutention manuelle et aides techniques|Aménagement du poste et échauffement|Observation d'un poste réel et propositions",
    ),
    sujet(
      "Équipier de première intervention incendie",
      "42872|42870",
      "donner l'alarme|utiliser un extincteur|guider une évacuation|rendre compte aux secours",
      "Triangle du feu et propagation|Classes de feux et agents extincteurs|Alarme, alerte et message aux secours|Maniement des extincteurs sur feu réel|Guide-file, serre-file et point de rassemblement|Exercice d'évacuation et retour d'expérience",
    ),
    sujet(
      "Risque chimique en entreprise",
      "42875|31770",
      "lire une étiquette et une fiche de sécurité|stocker les produits séparément|choisir ses protections|agir en cas de déversement",
      "Voies de pénétration et effets sur la santé|Étiquetage, pictogrammes et fiches de données|Repérage des produits et substitution|Stockage et incompatibilités|Protections collectives et individuelles|Déversement, exposition et premiers gestes",
    ),
    sujet(
      "Référent santé et sécurité au travail",
      "42866|42816",
      "évaluer les risques d'une unité de travail|tenir le document unique|analyser un accident|proposer un plan d'actions",
      "Acteurs et textes de la prévention|Observation du travail réel|Cotation des risques et document unique|Arbre des causes après un accident|Plan d'actions et suivi|Animation de la prévention dans l'équipe",
    ),
    sujet(
      "Intervention à proximité des réseaux",
      "22205|22295",
      "lire une déclaration de travaux|repérer et marquer les réseaux|adapter ses gestes aux abords|réagir à un endommagement",
      "Réglementation et rôle de chaque intervenant|Déclarations, récépissés et plans|Classes de précision et marquage au sol|Techniques de terrassement adaptées|Zones d'approche et surveillance|Arrêt, alerte et mise en sécurité",
    ),
  ],
};

const batiment: Famille = {
  nom: "batiment",
  objectifGeneral: "7",
  variantes: [
    {
      suffixe: " : initiation",
      objectifs: [
        "Découvrir le métier par la pratique et apprendre à {a}, à {b} et à {c}.",
        "Acquérir les premiers gestes en atelier : {a}, {b} et {c}.",
      ],
      depart: 0,
      heures: [35, 70],
    },
    {
      suffixe: " : perfectionnement",
      objectifs: [
        "Compagnons et ouvriers confirmés : gagner en précision pour {a}, {b} et {c}.",
        "Élargir sa technique et s'exercer à {a}, à {b} et à {c} sur des ouvrages plus complexes.",
      ],
      depart: 1,
      heures: [21, 35],
    },
    {
      suffixe: " : préparation au métier",
      objectifs: [
        "Se préparer à un emploi ou à une entrée en formation qualifiante : {a}, {b} et {c}, en atelier puis en entreprise.",
        "Confirmer son choix professionnel et parvenir à {a}, à {b} et à {c} sous la conduite d'un professionnel.",
      ],
      depart: 0,
      heures: [210, 280, 350],
    },
    {
      suffixe: " en rénovation",
      objectifs: [
        "Travailler sur l'existant demande d'autres réflexes : {a}, {b} et {c} sans dégrader le bâti.",
        "Diagnostiquer avant d'agir, puis {a}, {b} et {c} dans un bâtiment occupé.",
      ],
      depart: 1,
      heures: [21, 35, 70],
    },
  ],
  methodes: [
    "L'essentiel du temps se passe en atelier, sur des ouvrages à l'échelle réelle.",
    "Une visite de chantier et la rencontre d'un chef d'équipe complètent les séances.",
    "Chaque ouvrage réalisé est contrôlé avec une grille connue des stagiaires.",
    "Les règles de l'art et la sécurité sont abordées au fil des réalisations.",
  ],
  plus: [
    "Un plateau technique de 1 200 m² et un poste de travail par stagiaire.",
    "Outillage fourni ; vestiaires et réfectoire sur place.",
    "Nos formateurs exercent ou ont exercé leur métier sur les chantiers de la région.",
  ],
  sujets: [
    sujet(
      "Maçonnerie traditionnelle",
      "22334",
      "implanter un ouvrage|monter un mur de blocs ou de briques|préparer mortiers et bétons|vérifier aplomb et niveau",
      "Lecture de plan et implantation|Mortiers, bétons et dosages|Montage de blocs, briques et linteaux|Coffrage et ferraillage simples|Enduits et jointoiement|Contrôle des ouvrages et nettoyage du chantier",
    ),
    sujet(
      "Bâti ancien et enduits à la chaux",
      "22335|22301",
      "reconnaître les matériaux anciens|préparer un support|appliquer un enduit à la chaux|gérer l'humidité des murs",
      "Pierre, terre et chaux dans l'architecture régionale|Désordres, humidité et diagnostic|Préparation des supports et piquage|Gobetis, corps d'enduit et finition|Badigeons et patines|Compatibilité des matériaux et erreurs à éviter",
    ),
    sujet(
      "Carrelage et mosaïque",
      "22440",
      "préparer un support|tracer un calepinage|poser sols et faïences|réaliser joints et découpes",
      "Supports, chape et primaire|Calepinage et plan de pose|Collage, double encollage et temps ouvert|Découpes droites, angles et perçages|Receveurs de douche et étanchéité|Joints, finitions et réception",
    ),
    sujet(
      "Peinture et revêtements muraux",
      "22472|22460",
      "préparer les fonds|choisir un produit adapté|appliquer peintures et enduits|poser un papier peint",
      "Reconnaissance et préparation des fonds|Rebouchage, enduits et ponçage|Peintures : familles, rendement, étiquetage|Application au rouleau, à la brosse et au pistolet|Pose de papiers peints et toiles|Finitions, protection et gestion des déchets",
    ),
    sujet(
      "Plaques de plâtre et isolation",
      "22403|22420",
      "monter une cloison|réaliser un doublage isolant|poser un plafond suspendu|traiter les joints",
      "Plans, tracés et quantitatifs|Ossatures métalliques et cloisons|Doublages et choix des isolants|Plafonds suspendus et points singuliers|Étanchéité à l'air et pare-vapeur|Bandes, joints et finitions",
    ),
    sujet(
      "Plomberie et installations sanitaires",
      "22677|22697",
      "lire un schéma d'installation|façonner et assembler les tubes|poser des appareils sanitaires|contrôler l'étanchéité",
      "Schémas et repérage des réseaux|Cuivre, multicouche et PER|Cintrage, brasage et sertissage|Évacuations et ventilation|Pose d'appareils et robinetterie|Mise en eau, essais et réglages",
    ),
    sujet(
      "Pompes à chaleur : installation et entretien",
      "22675|22671",
      "comprendre le cycle frigorifique|dimensionner une installation|mettre en service un équipement|réaliser l'entretien annuel",
      "Principe et composants|Besoins du logement et dimensionnement|Émetteurs, régulation et hydraulique|Raccordements et mise en service|Mesures, réglages et pannes courantes|Conseils d'usage et carnet d'entretien",
    ),
    sujet(
      "Électricité du logement",
      "24066|24095",
      "lire un schéma électrique|câbler un tableau|poser un réseau de prises et d'éclairage|contrôler une installation",
      "Norme, schémas et symboles|Protection des personnes et des circuits|Tableau de répartition et repérage|Circuits d'éclairage, prises et appareils|Réseau de communication du logement|Mesures, essais et attestation de conformité",
    ),
    sujet(
      "Panneaux solaires photovoltaïques",
      "24146|24147",
      "étudier un site et son ensoleillement|poser des modules en toiture|raccorder un onduleur|informer le client",
      "Gisement solaire et masques|Modules, onduleurs et protections|Dimensionnement et démarches|Pose en toiture et étanchéité|Raccordement et mise en service|Suivi de production et maintenance",
    ),
    sujet(
      "Borne de recharge pour véhicules électriques",
      "24001|24066",
      "évaluer le besoin de recharge|choisir la protection adaptée|installer et paramétrer une borne|remettre l'installation au client",
      "Modes de charge et puissances|Bilan de puissance et pilotage|Protections et sections de câbles|Pose, raccordement et paramétrage|Copropriété et parkings : règles propres|Essais, documents et conseils d'usage",
    ),
    sujet(
      "Menuiserie bois",
      "22416|22435",
      "débiter et corroyer|tracer un assemblage|fabriquer et poser une menuiserie|régler et ferrer un ouvrant",
      "Essences, débits et qualité du bois|Tracé, plans sur règle et assemblages|Machines à bois et sécurité|Montage, collage et ponçage|Quincaillerie et ferrage|Pose, calage et étanchéité",
    ),
    sujet(
      "Charpente et ossature bois",
      "22313|22396",
      "lire un plan de charpente|tailler les assemblages|lever une structure|poser un contreventement",
      "Géométrie, épures et vocabulaire|Bois de structure et classes d'emploi|Taille traditionnelle et connecteurs|Murs à ossature et planchers|Levage, calage et sécurité|Contreventement et points singuliers",
    ),
    sujet(
      "Couverture et zinguerie",
      "22437|22439",
      "préparer un support de couverture|poser tuiles ou ardoises|façonner des éléments de zinc|traiter les rives et noues",
      "Pentes, supports et écrans|Tuiles et ardoises : règles de pose|Zinc : traçage, pliage, soudure|Gouttières et descentes|Rives, noues et pénétrations|Entretien et réparations après intempéries",
    ),
    sujet(
      "Lecture de plans et métré",
      "22241|22232",
      "se repérer dans un jeu de plans|calculer des quantités|préparer un chiffrage|dialoguer avec la maîtrise d'œuvre",
      "Échelles, cotes et conventions|Plans, coupes, façades et détails|Croquis et relevé sur place|Avant-métré et formules de calcul|Déboursé, marges et bordereau|Échanges avec l'architecte et les entreprises",
    ),
  ],
};

const industrie: Famille = {
  nom: "industrie",
  objectifGeneral: "7",
  variantes: [
    {
      suffixe: " : initiation",
      objectifs: [
        "Entrer dans un atelier avec de bons repères : {a}, {b} et {c}.",
        "Acquérir les bases techniques du poste et apprendre à {a}, à {b} et à {c}.",
      ],
      depart: 0,
      heures: [35, 70],
    },
    {
      suffixe: " : perfectionnement",
      objectifs: [
        "Monter en compétence sur son poste : {a}, {b} et {c} avec rigueur.",
        "Traiter des cas plus difficiles et s'entraîner à {a}, à {b} et à {c}.",
      ],
      depart: 1,
      heures: [21, 35],
    },
    {
      suffixe: " : mise à niveau technique",
      objectifs: [
        "Actualiser des connaissances anciennes pour {a}, {b} et {c} sur du matériel récent.",
        "Après une interruption ou un changement de poste, être de nouveau à même de {a}, de {b} et de {c}.",
      ],
      depart: 0,
      heures: [35, 70, 105],
    },
    {
      suffixe: " : préparation au métier",
      objectifs: [
        "Préparer une embauche dans l'industrie régionale : {a}, {b} et {c}, avec un stage en entreprise.",
        "Valider un projet professionnel et parvenir à {a}, à {b} et à {c} dans les conditions de la production.",
      ],
      depart: 0,
      heures: [210, 280, 400],
    },
  ],
  methodes: [
    "Travaux pratiques sur machines et bancs pédagogiques, par groupes de six à huit.",
    "Les exercices reprennent des pièces et des pannes fournies par nos entreprises partenaires.",
    "Un livret de suivi, rempli avec le formateur, atteste des gestes acquis.",
    "La sécurité des machines ouvre chaque séance d'atelier.",
  ],
  plus: [
    "Un atelier-école renouvelé en 2025 avec les industriels du territoire.",
    "Visites d'usines et rencontres avec des recruteurs pendant le parcours.",
  ],
  sujets: [
    sujet(
      "Soudage à l'arc et semi-automatique",
      "23014|23016",
      "préparer des tôles et des bords|régler un poste à souder|réaliser des cordons de qualité|contrôler ses soudures",
      "Procédés, métaux et consommables|Préparation des bords et pointage|Réglage de l'intensité et du dévidage|Soudures à plat, en angle et en montante|Défauts : causes et remèdes|Contrôle visuel et essais simples",
    ),
    sujet(
      "Soudage TIG",
      "23015",
      "choisir électrode et gaz|souder l'acier et l'inox|maîtriser son bain de fusion|éviter les déformations",
      "Principe, poste et torche|Affûtage, gaz et métal d'apport|Lignes de fusion et cordons sans apport|Tubes et tôles minces en inox|Déformations et protection envers|Contrôle et reprise des défauts",
    ),
    sujet(
      "Usinage sur commande numérique",
      "24425|23076",
      "lire un dessin de définition|préparer outils et porte-pièces|lancer et corriger un programme|mesurer une pièce",
      "Cotation, tolérances et états de surface|Outils, matières et conditions de coupe|Origines, jauges et langage machine|Tournage : première pièce et corrections|Fraisage : cycles et contournage|Métrologie et fiche de contrôle",
    ),
    sujet(
      "Maintenance industrielle",
      "31624|31603",
      "diagnostiquer une panne|consigner une machine|remplacer un composant|rédiger un compte rendu d'intervention",
      "Méthode de diagnostic et historique|Consignation et mise en sécurité|Transmissions, roulements et lubrification|Pneumatique et hydraulique|Électricité et capteurs|Maintenance préventive et compte rendu",
    ),
    sujet(
      "Automatismes et automates programmables",
      "24422|24454",
      "lire un grafcet|modifier un programme d'automate|tester entrées et sorties|dépanner une séquence",
      "Capteurs, préactionneurs et actionneurs|Grafcet et modes de marche|Langages à contacts et structuré|Entrées-sorties et forçages|Supervision et alarmes|Recherche méthodique d'une panne",
    ),
    sujet(
      "Chaudronnerie et tôlerie",
      "23083|23094",
      "tracer un développé|découper et plier la tôle|assembler par points|contrôler une pièce",
      "Lecture de plans et vues|Traçage et développés usuels|Cisaillage, pliage et roulage|Assemblages et pointage|Contrôle dimensionnel|Finition et protection",
    ),
    sujet(
      "Qualité et amélioration continue",
      "31458|31437",
      "repérer les gaspillages|résoudre un problème en groupe|standardiser un poste|suivre des indicateurs d'atelier",
      "Principes et vocabulaire|5S : trier, ranger, tenir|Résolution de problème et causes|Standards et instructions visuelles|Indicateurs et réunions courtes|Chantier pilote et généralisation",
    ),
    sujet(
      "Gestion des stocks et magasinage",
      "31734|31663",
      "réceptionner et contrôler|ranger et inventorier|préparer une commande|tenir les stocks à jour",
      "Réception, contrôle et litiges|Adressage, rotation et péremption|Préparation de commandes|Inventaires et écarts|Logiciel de gestion d'entrepôt|Expédition et documents de transport",
    ),
    sujet(
      "Organisation des transports et de la logistique",
      "31845|31834",
      "choisir un mode de transport|planifier des tournées|suivre une livraison|traiter un litige",
      "Acteurs et documents du transport|Modes, coûts et délais|Planification des tournées|Réglementation sociale des conducteurs|Suivi et information du client|Litiges, assurances et indicateurs",
    ),
    sujet(
      "Dessin industriel et conception assistée",
      "31686|31684",
      "lire un plan d'ensemble|modéliser une pièce|réaliser une mise en plan|gérer les versions",
      "Normes, vues et coupes|Cotation et tolérances|Modélisation volumique|Assemblages et contraintes|Mise en plan et nomenclature|Échanges de fichiers et versions",
    ),
    sujet(
      "Mécanique automobile et entretien courant",
      "23637|31603",
      "réaliser une révision|remplacer freins et pneumatiques|lire un code défaut|conseiller le client",
      "Organisation de l'atelier et sécurité|Vidange, filtres et niveaux|Freinage, suspension et pneumatiques|Distribution et refroidissement|Diagnostic électronique de base|Véhicules électriques : précautions et limites",
    ),
    sujet(
      "Couture et confection",
      "21742|21757",
      "lire un patron|couper et assembler|régler une machine|contrôler la qualité d'un vêtement",
      "Textiles, fils et aiguilles|Machines : enfilage, réglages, entretien|Patron, placement et coupe|Assemblages, poches et fermetures|Retouches et finitions|Contrôle, repassage et conditionnement",
    ),
  ],
};

export const TECHNIQUE = [securite, batiment, industrie];
