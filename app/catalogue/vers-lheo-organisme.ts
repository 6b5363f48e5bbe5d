import { el, type Noeud } from "../lheo";
import { LIGNE_MAX, LIGNES_MAX, lignesAdresse } from "./formes";
import { NDA_INCONNU } from "./termes-lheo";

/** What the fragment says of an organisation. */
export type OrganismeLheo = {
  siret: string;
  nda: string | null;
  raisonSociale: string;
  nom: string;
  adresse: string;
  codePostal: string;
  ville: string;
  codeInsee: string | null;
  telephone: string | null;
  courriel: string | null;
  siteWeb: string | null;
};

export function responsableLheo(o: OrganismeLheo): Noeud | undefined {
  return el(
    "organisme-formation-responsable",
    null,
    el("numero-activite", null, o.nda ?? NDA_INCONNU),
    el("SIRET-organisme-formation", null, el("SIRET", null, o.siret)),
    el("nom-organisme", null, o.nom),
    el("raison-sociale", null, o.raisonSociale),
    el("coordonnees-organisme", null, coordonneesOrganisme(o)),
    el("contact-organisme", null, coordonnees({ nom: o.nom, telephone: o.telephone, courriel: o.courriel })),
  );
}

export function coordonneesOrganisme(o: OrganismeLheo): Noeud | undefined {
  return coordonnees({ ...o, lieu: adresseOrganisme(o) });
}

export function coordonnees(c: {
  nom?: string;
  lieu?: Noeud | undefined;
  telephone?: string | null;
  courriel?: string | null;
  siteWeb?: string | null;
}): Noeud | undefined {
  return el(
    "coordonnees",
    null,
    el("nom", null, (c.nom ?? "").slice(0, 50)),
    c.lieu,
    el("telfixe", null, el("numtel", null, c.telephone)),
    el("courriel", null, c.courriel),
    el("web", null, el("urlweb", null, c.siteWeb)),
  );
}

export function adresseOrganisme(o: OrganismeLheo): Noeud | undefined {
  return adresseLheo({
    ligne: o.adresse,
    codePostal: o.codePostal,
    ville: o.ville,
    insee: o.codeInsee ?? "",
  });
}

export function adresseLheo(a: {
  ligne: string;
  codePostal: string;
  ville: string;
  insee: string;
}): Noeud | undefined {
  return el(
    "adresse",
    null,
    lignesAdresse(a.ligne || a.ville)
      .slice(0, LIGNES_MAX)
      .map((l) => el("ligne", null, l.slice(0, LIGNE_MAX))),
    el("codepostal", null, a.codePostal),
    el("ville", null, a.ville.slice(0, 50)),
    el("code-INSEE-commune", null, a.insee),
  );
}
