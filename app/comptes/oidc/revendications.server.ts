import { PROFILS, type Profil } from "../../droits/droits";
import { siretValide } from "../../referentiels/siret.server";
import { ConnexionRefusee } from "../comptes.server";
import { type DroitsDeConnexion, ECRIRE } from "../identite";

const estObjet = (v: unknown): v is Record<string, unknown> =>
  typeof v === "object" && v !== null && !Array.isArray(v);

/**
 * The rights of the claim `rafael` = `{ moderateur: boolean, structures: { SIRET: profil } }`, either part optional.
 * `nom` is the provider's. Anything else than that shape throws a {@link ConnexionRefusee} that says what is wrong:
 * nobody is let in on a guess.
 */
export function droitsDesRevendications(rafael: unknown, nom: string): DroitsDeConnexion {
  const refuser = (quoi: string) =>
    new ConnexionRefusee(`Les droits transmis par ${nom} sont refusés : ${quoi}. ${ECRIRE}`, 403);
  if (rafael === undefined || rafael === null) throw refuser("il n'en a transmis aucun pour RafaelPro");
  if (!estObjet(rafael)) throw refuser("leur forme n'est pas celle attendue");
  const { moderateur = false, structures = {}, ...reste } = rafael;
  const [inconnu] = Object.keys(reste);
  if (inconnu !== undefined) throw refuser(`« ${inconnu} » n'en fait pas partie`);
  if (typeof moderateur !== "boolean") throw refuser("« moderateur » n'est ni vrai ni faux");
  if (!estObjet(structures)) throw refuser("« structures » n'associe pas un profil à chaque SIRET");
  return {
    moderateur,
    structures: Object.entries(structures).map(([siret, profil]) => {
      if (!siretValide(siret)) throw refuser(`« ${siret} » n'est pas un SIRET`);
      if (!estProfil(profil)) throw refuser(`le profil « ${profil} » n'existe pas (structure ${siret})`);
      return { siret, profil };
    }),
  };
}

const estProfil = (v: unknown): v is Profil => PROFILS.includes(v as Profil);
