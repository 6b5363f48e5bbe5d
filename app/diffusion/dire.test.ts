import { describe, expect, it } from "vitest";
import { SESSION_COMPLETE, SESSION_EN_APPRENTISSAGE } from "../../db/test";
import type { Saisie } from "../../db/types";
import type { Etat } from "../catalogue/workflow";
import { direDiffusion, direReference } from "./dire";

const JOUR = "2026-12-14";
const REFERENCE = "200000000042";
const SESSION = "00000042";
const ACTION: Saisie = { contactCourriel: "accueil@exemple.fr" };
const date = (jour: string) => jour.split("-").reverse().join("/");

type Publie = { session?: Saisie; publieeLe?: string; majLe?: string };

function dossier({
  etat = "publiee",
  publie,
  saisie = SESSION_COMPLETE,
  transmiseLe = "2026-11-02",
}: {
  etat?: Etat;
  publie?: Publie;
  saisie?: Saisie;
  transmiseLe?: string;
}) {
  const le = (jour = "2026-11-02") => new Date(`${jour}T10:00:00Z`);
  return {
    action: { reference: REFERENCE, etat, saisie: ACTION },
    sessions: [{ reference: SESSION, saisie, transmiseLe: publie ? le(transmiseLe) : null }],
    publication: publie
      ? {
          approuve: {
            action: ACTION,
            formacodes: [],
            sessions: [{ reference: SESSION, saisie: publie.session ?? saisie }],
          },
          publieeLe: le(publie.publieeLe),
          majLe: le(publie.majLe),
        }
      : null,
  };
}

const dire = (d: Parameters<typeof direDiffusion>[0]) => direDiffusion(d, JOUR, date);
/** What is said of Kairos and its like: whether and when. */
const kairos = (d: Parameters<typeof direDiffusion>[0]) =>
  dire(d).sessions[0]?.reponses.find((r) => r.partenaires.startsWith("Kairos"));

describe("la diffusion d'une action", () => {
  it("réunit les partenaires qui répondent la même chose, avec la page du champ à changer", () => {
    const { phrase, sessions } = dire(dossier({ publie: {} }));
    expect(phrase).toContain("la version publiée, mise à jour le 02/11/2026");
    expect(sessions).toMatchObject([
      {
        reference: SESSION,
        resume: "FPC · du 01/03/2027 au 12/03/2027 · Poitiers · publiée le 02/11/2026",
        reponses: [
          { partenaires: "RafaelPro, CMAFormation", parait: "Oui, à jour depuis le 03/11/2026", raisons: [] },
          { partenaires: "Réseau des Carif-Oref", parait: "Oui, à jour depuis le 04/11/2026" },
          {
            partenaires: "Kairos (France Travail), Trouver ma formation (France Travail)",
            parait: "Oui, à jour depuis le 12/11/2026",
          },
          {
            partenaires: "Parcoursup, Affelnet, La bonne alternance, CmonAlternance",
            parait: "Non",
            raisons: [{ vers: `formations/${REFERENCE}/sessions/${SESSION}#session-voieAcces` }],
          },
        ],
      },
    ]);
  });

  it("dit jusqu'à quand attendre : la session nouvelle, puis ses changements", () => {
    expect(kairos(dossier({ publie: { majLe: "2026-12-11" }, transmiseLe: "2026-12-11" }))?.parait).toBe(
      "Oui, au plus tard le 22/12/2026",
    );
    expect(kairos(dossier({ publie: { majLe: "2026-12-11" } }))?.parait).toBe(
      "Oui, à jour au plus tard le 22/12/2026",
    );
  });

  it("compte d'une nouvelle publication quand l'action avait quitté le flux", () => {
    const { sessions } = dire(dossier({ publie: { publieeLe: "2026-12-11", majLe: "2026-12-11" } }));
    expect(sessions[0]?.resume).toContain("publiée le 11/12/2026");
    expect(sessions[0]?.reponses[0]?.parait).toBe("Oui, au plus tard le 14/12/2026");
  });

  it("vaut pour les mots publiés, quoi qu'on écrive depuis", () => {
    const change = { ...SESSION_COMPLETE, voieAcces: "professionnalisation" };
    const d = dossier({ etat: "alerte", saisie: change, publie: { session: SESSION_COMPLETE } });
    expect(kairos(d)?.parait).toMatch(/^Oui/);
    expect(direReference(d, SESSION, JOUR)).toContain(`la référence ${SESSION}`);
  });

  it("avant la publication, dit ce qui se passera, et ce qui l'empêcherait", () => {
    const { phrase, sessions } = dire(dossier({ etat: "brouillon" }));
    expect(phrase).toContain("une fois l'action publiée");
    expect(phrase).toContain("2 à 4 jours ouvrables");
    expect(sessions[0]?.resume).toContain("pas encore publiée");
    expect(sessions[0]?.reponses.map((r) => r.parait)).toEqual([
      "Oui, 1 jour ouvrable après la publication",
      "Oui, 2 jours ouvrables après la publication",
      "Oui, 3 à 7 jours ouvrables après la publication",
      "Non",
    ]);
  });

  it("dit sous réserve de l'UAI ce que prennent Parcoursup et Affelnet, et d'eux seuls", () => {
    const saisie = { ...SESSION_EN_APPRENTISSAGE, debut: "2027-09-01" };
    const d = dossier({ etat: "brouillon", saisie });
    d.action.saisie = { ...ACTION, certifications: ["RNCP37674"] };
    const lues = dire(d).sessions[0]?.reponses.map((r) => [r.partenaires, r.parait]);
    const reserve = ", sous réserve du code UAI du lieu, que RafaelPro ne demande pas encore";
    expect(lues?.filter(([, parait]) => parait?.includes("UAI"))).toEqual([
      ["Parcoursup, Affelnet", `Oui, 2 à 3 jours ouvrables après la publication${reserve}`],
    ]);
    const expire = direDiffusion(d, JOUR, date, { RNCP37674: "2027-06-30" }).sessions[0]?.reponses;
    expect(expire?.find((r) => r.partenaires === "Parcoursup")).toMatchObject({
      parait: "Non",
      raisons: [{ phrase: expect.stringContaining("30/06/2027") }],
    });
  });

  it("d'une action qu'une alerte a retirée du flux, dit qu'elle n'y est plus", () => {
    const d = dossier({ etat: "alerte" });
    const retirees = d.sessions.map((s) => ({ ...s, transmiseLe: new Date(0) }));
    const { phrase, sessions } = dire({ ...d, sessions: retirees });
    expect(phrase).toContain("Cette action n'est plus publiée.");
    expect(sessions[0]?.resume).toContain("n'est plus publiée");
  });

  it("d'une session ajoutée à une action déjà en ligne, dit qu'elle ne l'est pas encore", () => {
    const d = dossier({ etat: "alerte", publie: {} });
    const nouvelle = { reference: "00000043", saisie: SESSION_COMPLETE, transmiseLe: null };
    const { sessions } = dire({ ...d, sessions: [...d.sessions, nouvelle] });
    expect(sessions[1]?.resume).toContain("pas encore publiée");
    expect(sessions[1]?.reponses[0]?.parait).toBe("Oui, 1 jour ouvrable après la publication");
  });

  it("ne promet rien d'une action retirée ni d'une action sans session", () => {
    for (const etat of ["archivee", "supprimee"] as const) {
      const { phrase, sessions } = dire(dossier({ etat }));
      expect([phrase.includes("plus transmise à aucun partenaire"), sessions]).toEqual([true, []]);
    }
    const vide = { ...dossier({ etat: "brouillon" }), sessions: [] };
    expect(dire(vide)).toEqual({ phrase: expect.stringContaining("Aucune session encore"), sessions: [] });
  });

  it("mène au champ de l'action quand c'est lui qui manque", () => {
    const saisie = { ...SESSION_COMPLETE, voieAcces: "apprentissage" };
    const d = dossier({ etat: "brouillon", saisie });
    d.action.saisie = {};
    const affelnet = dire(d).sessions[0]?.reponses.find((r) => r.partenaires.startsWith("Affelnet"));
    expect(affelnet?.raisons.map((r) => r.vers)).toContain(`formations/${REFERENCE}#action-contactCourriel`);
  });
});

describe("la référence à fournir pour un devis AIF", () => {
  it("ne vaut que pour une session que Kairos montre", () => {
    const enLigne = dossier({ publie: {} });
    expect(direReference(enLigne, SESSION, JOUR)).toBe(
      `À fournir à France Travail pour un devis AIF : la référence ${SESSION}.`,
    );
    expect(direReference(enLigne, SESSION, "2027-04-12")).toBeNull();
    expect(direReference(enLigne, "00000043", JOUR)).toBeNull();
    expect(direReference(enLigne, undefined, JOUR)).toBeNull();
    expect(direReference(dossier({ etat: "creee" }), SESSION, JOUR)).toBeNull();
    const contrat = { ...SESSION_COMPLETE, voieAcces: "professionnalisation" };
    expect(direReference(dossier({ saisie: contrat, publie: {} }), SESSION, JOUR)).toBeNull();
  });
});
