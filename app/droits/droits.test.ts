import { expect, it } from "vitest";
import { type Acteur, connait, DROITS, type Droit, type Profil, peut } from "./droits";

const A = "00043127000024";
const gerant = (profil: Profil): Acteur => ({
  id: 1,
  nom: "x",
  moderateur: false,
  profils: { [A]: profil },
});
const moderateur: Acteur = { id: 2, nom: "m", moderateur: true, profils: {} };

it("ne permet rien sans acteur ni sur la structure d'un autre", () => {
  for (const droit of Object.keys(DROITS) as Droit[]) {
    expect(peut(null, droit, A)).toBe(false);
    expect(peut(gerant("general"), droit, "11111111111111")).toBe(false);
  }
  expect(connait(gerant("general"), "11111111111111")).toBe(false);
});

it("laisse la préinscription lire et jamais écrire", () => {
  expect(peut(gerant("preinscription"), "action:lire", A)).toBe(true);
  for (const droit of ["action:modifier", "action:valider", "action:retirer", "action:publier"] as const) {
    expect(peut(gerant("preinscription"), droit, A)).toBe(false);
  }
});

it("laisse un référent corriger les coordonnées de sa structure, quel que soit son profil, et rien d'autre de plus", () => {
  for (const profil of ["catalogue", "preinscription", "general"] as const) {
    const referent: Acteur = { ...gerant(profil), referents: [A] };
    expect(peut(referent, "structure:corriger", A)).toBe(true);
    expect(peut(referent, "structure:corriger")).toBe(true);
    expect(peut(referent, "structure:corriger", "11111111111111")).toBe(false);
    expect(peut(gerant(profil), "structure:corriger", A)).toBe(false);
    for (const droit of ["structure:identifier", "structure:ajouter", "action:publier"] as const) {
      expect(peut(referent, droit, A)).toBe(false);
    }
    expect(peut(referent, "action:modifier", A)).toBe(peut(gerant(profil), "action:modifier", A));
  }
  for (const droit of ["structure:corriger", "structure:identifier", "structure:ajouter"] as const) {
    expect(peut(moderateur, droit, A)).toBe(true);
  }
});

it("réserve la publication aux modérateurs, qui n'écrivent pas à la place de l'organisme", () => {
  expect(peut(moderateur, "action:publier", A)).toBe(true);
  expect(peut(moderateur, "action:modifier", A)).toBe(false);
  for (const profil of ["catalogue", "general"] as const) {
    expect(peut(gerant(profil), "action:publier", A)).toBe(false);
    expect(peut(gerant(profil), "moderation:voir")).toBe(false);
    expect(peut(gerant(profil), "action:modifier", A)).toBe(true);
  }
});
