export type Lieu = { nom: string; ligne: string; commune: string; codePostal: string };

export type Structure = {
  nom: string;
  raisonSociale: string;
  /** First eight digits of the SIREN and first four of the NIC: the generator adds the control digits. */
  siren8: string;
  nic4: string;
  nda: string;
  domaine: string;
  /** The number, in the range that Arcep keeps for fiction. */
  telephone: string;
  formations: number;
  certifiantes: readonly string[] | "toutes";
  familles: readonly string[] | "toutes";
  lieux: readonly Lieu[];
  contacts: readonly string[];
};

/** The first place is the seat. None of these organisations exists. */
export const STRUCTURES: readonly Structure[] = [
  {
    nom: "Institut du Clain Formation",
    raisonSociale: "Institut du Clain Formation",
    siren8: "00043127",
    nic4: "0002",
    nda: "54860999186",
    domaine: "institut-du-clain.exemple.fr",
    telephone: "05 36 49 10 20",
    formations: 320,
    certifiantes: "toutes",
    familles: "toutes",
    lieux: [
      {
        nom: "Campus de la Vallée",
        ligne: "14 rue des Peupliers",
        commune: "Chasseneuil-du-Poitou",
        codePostal: "86360",
      },
      { nom: "Site de Poitiers", ligne: "27 rue des Tanneries", commune: "Poitiers", codePostal: "86000" },
      {
        nom: "Atelier de Châtellerault",
        ligne: "8 quai des Couteliers",
        commune: "Châtellerault",
        codePostal: "86100",
      },
      {
        nom: "Antenne de Montmorillon",
        ligne: "3 place de l'Ancien Tribunal",
        commune: "Montmorillon",
        codePostal: "86500",
      },
      { nom: "Site de Niort", ligne: "41 avenue des Chamoiseurs", commune: "Niort", codePostal: "79000" },
      {
        nom: "Maison des métiers",
        ligne: "6 chemin du Moulin Neuf",
        commune: "Bressuire",
        codePostal: "79300",
      },
      { nom: "Site d'Angoulême", ligne: "19 rue des Papetiers", commune: "Angoulême", codePostal: "16000" },
    ],
    contacts: ["Accueil formation", "Service apprentissage", "Pôle entreprises", "Service des parcours"],
  },
  {
    nom: "Tremplin Vienne et Creuse, site de Limoges",
    raisonSociale: "Tremplin Vienne et Creuse",
    siren8: "00057241",
    nic4: "0001",
    nda: "74870999287",
    domaine: "tremplin-vienne-creuse.exemple.fr",
    telephone: "05 36 49 23 10",
    formations: 22,
    certifiantes: ["RNCP37274", "RNCP36612", "83899"],
    familles: ["insertion", "social", "gestion"],
    lieux: [
      { nom: "Site de Limoges", ligne: "52 rue des Émailleurs", commune: "Limoges", codePostal: "87000" },
      {
        nom: "Atelier de Panazol",
        ligne: "5 allée des Châtaigniers",
        commune: "Panazol",
        codePostal: "87350",
      },
    ],
    contacts: ["Accueil de Limoges", "Service des parcours"],
  },
  {
    nom: "Tremplin Vienne et Creuse, antenne de Guéret",
    raisonSociale: "Tremplin Vienne et Creuse",
    siren8: "00057241",
    nic4: "0002",
    nda: "74870999287",
    domaine: "tremplin-vienne-creuse.exemple.fr",
    telephone: "05 36 49 23 40",
    formations: 9,
    certifiantes: ["RNCP38565"],
    familles: ["insertion", "social"],
    lieux: [
      { nom: "Antenne de Guéret", ligne: "11 rue du Vieux Lavoir", commune: "Guéret", codePostal: "23000" },
      {
        nom: "Salle de l'ancienne école",
        ligne: "2 place des Tapissiers",
        commune: "Aubusson",
        codePostal: "23200",
      },
    ],
    contacts: ["Accueil de Guéret"],
  },
  {
    nom: "Garonne Savoirs Pro",
    raisonSociale: "Garonne Savoirs Pro",
    siren8: "00068315",
    nic4: "0001",
    nda: "72330999333",
    domaine: "garonne-savoirs.exemple.fr",
    telephone: "05 36 49 33 05",
    formations: 25,
    certifiantes: ["RNCP37674", "RNCP37873", "RNCP37488", "RNCP38362", "RS7423"],
    familles: ["numerique", "gestion", "commerce", "langues"],
    lieux: [
      { nom: "Garonne Savoirs Pro", ligne: "88 quai des Gabares", commune: "Bordeaux", codePostal: "33300" },
      { nom: "Site de Pessac", ligne: "17 avenue des Acacias", commune: "Pessac", codePostal: "33600" },
      {
        nom: "Site de Libourne",
        ligne: "4 rue des Barricailleurs",
        commune: "Libourne",
        codePostal: "33500",
      },
    ],
    contacts: ["Service admissions", "Relations entreprises"],
  },
  {
    nom: "Campus Métiers Gave et Adour",
    raisonSociale: "Association Campus Métiers Gave et Adour",
    siren8: "00074906",
    nic4: "0001",
    nda: "72640999464",
    domaine: "campus-gave-adour.exemple.fr",
    telephone: "05 36 49 64 15",
    formations: 16,
    certifiantes: ["RNCP37122", "RNCP38871", "RNCP40344"],
    familles: ["batiment", "industrie", "securite", "bouche"],
    lieux: [
      { nom: "Campus de Pau", ligne: "33 rue des Forgerons", commune: "Pau", codePostal: "64000" },
      { nom: "Atelier de Bayonne", ligne: "12 chemin des Barthes", commune: "Bayonne", codePostal: "64100" },
      { nom: "Site de Dax", ligne: "9 rue des Résiniers", commune: "Dax", codePostal: "40100" },
    ],
    contacts: ["Accueil du campus", "Pôle apprentissage"],
  },
  {
    nom: "Passerelle Océane",
    raisonSociale: "Coopérative Passerelle Océane",
    siren8: "00081452",
    nic4: "0001",
    nda: "75170999517",
    domaine: "passerelle-oceane.exemple.fr",
    telephone: "05 36 49 17 30",
    formations: 13,
    certifiantes: ["RS5719", "RNCP37275"],
    familles: ["bouche", "langues", "commerce", "securite"],
    lieux: [
      { nom: "Passerelle Océane", ligne: "21 rue des Cordiers", commune: "La Rochelle", codePostal: "17000" },
      { nom: "Site de Rochefort", ligne: "7 avenue des Voiliers", commune: "Rochefort", codePostal: "17300" },
      { nom: "Site de Saintes", ligne: "30 rue des Potiers", commune: "Saintes", codePostal: "17100" },
    ],
    contacts: ["Accueil", "Coordination pédagogique"],
  },
];
