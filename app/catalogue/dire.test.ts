import { describe, expect, it } from "vitest";
import { direDemande, direEnLigne, direEtat, direReponse, direSurLaSession, titreDesMotifs } from "./dire";
import { type Etat, MOTIFS_DE_NUIT } from "./workflow";

type EnEtat = Parameters<typeof direEtat>[0];

const date = (jour: string) => jour.split("-").reverse().join("/");
const pour = { lecteur: false, jour: "2026-11-26", date };

function dossier(etat: Etat, avec: Partial<EnEtat["action"]> = {}, suite: Partial<EnEtat> = {}): EnEtat {
  const action = { etat, conventionnee: false, echeance: null, priseEnChargePar: null, ...avec };
  return {
    action: action as EnEtat["action"],
    publication: null,
    demandes: [],
    motifs: [],
    sessions: [],
    ...suite,
  };
}

const phrase = (d: EnEtat, qui = pour) => direEtat(d, qui).phrase;

describe("ce que l'écran dit d'une action", () => {
  it("nomme qui a la main, et jusqu'à quand", () => {
    expect(direEtat(dossier("brouillon"), pour).libelle).toBe("Brouillon");
    expect(phrase(dossier("brouillon"))).toContain("C'est à vous");
    const creee = dossier("creee", { echeance: "2026-12-02", priseEnChargePar: 3 });
    expect(phrase(creee)).toContain("au plus tard le 02/12/2026 (2 à 4 jours ouvrables)");
    expect(phrase(creee)).toContain("Un gestionnaire a commencé le contrôle.");
    const enLigne = { publication: { approuve: { action: {}, formacodes: [], sessions: [] } } };
    expect(phrase(dossier("alerte", {}, enLigne))).toContain("La dernière version approuvée reste publiée.");
    expect(phrase(dossier("alerte"))).not.toContain("reste publiée");
    expect(phrase(dossier("publiee", { conventionnee: true }))).toContain("en lecture seule");
  });

  it("ne prête pas à Cap Métiers ce qu'une règle a dit seule", () => {
    const nuit = { motifs: [{ code: MOTIFS_DE_NUIT.sessions }] };
    expect(phrase(dossier("alerte", {}, nuit))).toContain("une règle automatique signale");
    expect(titreDesMotifs(nuit.motifs)).toBe("Ce qui est à revoir");
    const deux = [...nuit.motifs, { code: "AUTRE" }];
    expect(phrase(dossier("alerte", {}, { motifs: deux }))).toContain("Cap Métiers demande un complément");
    expect(titreDesMotifs(deux)).toBe("Ce que Cap Métiers vous demande");
  });

  it("ne demande rien à qui ne fait que lire", () => {
    const lecteur = { ...pour, lecteur: true };
    const fin = { sessions: [{ fin: "2026-12-01", transmiseLe: null }] };
    expect(phrase(dossier("publiee", {}, fin), lecteur)).toBe("En ligne.");
    expect(phrase(dossier("alerte"), lecteur)).toBe("Un complément est attendu de l'organisme.");
  });

  it("dit ce qui a quitté le flux, et ce qui l'y remet, à qui peut la modifier ou non", () => {
    const transmise = { sessions: [{ fin: null, transmiseLe: new Date(0) }] };
    for (const etat of ["alerte", "creee"] as const) {
      expect(phrase(dossier(etat, {}, transmise))).toContain(
        "Elle n'est plus publiée, et le sera de nouveau quand Cap Métiers l'aura contrôlée.",
      );
      expect(phrase(dossier(etat, {}, { ...transmise, publication: {} }))).toContain("reste publiée");
      expect(phrase(dossier(etat, {}, transmise), { ...pour, lecteur: true })).toContain(
        "n'est plus publiée",
      );
    }
    expect(phrase(dossier("archivee", {}, transmise))).not.toContain("n'est plus publiée");
  });

  it("offre de demander la publication de ce qui est retiré, une fois", () => {
    expect(phrase(dossier("archivee"))).toContain("vous pouvez demander sa publication");
    const demandes = [{ type: "republication" }] as EnEtat["demandes"];
    expect(phrase(dossier("archivee", {}, { demandes }))).not.toContain("vous pouvez demander");
  });

  it("annonce l'alerte trente jours avant la fin de la dernière session", () => {
    const finit = (...fins: (string | null)[]) =>
      phrase(dossier("publiee", {}, { sessions: fins.map((fin) => ({ fin, transmiseLe: null })) }));
    expect(finit("2026-12-26", "2026-01-01")).toContain("Sa dernière session finit le 26/12/2026");
    expect(finit("2026-11-26")).toContain("Sa dernière session finit le 26/11/2026");
    for (const rien of [["2026-12-27"], ["2026-11-25"], ["2026-12-01", null], []]) {
      expect(finit(...rien)).not.toContain("dernière session");
    }
  });
});

describe("ce que l'écran dit d'une demande", () => {
  it("la nomme, avec le jour de la réponse", () => {
    expect(direDemande("republication", null)).toBe("publier de nouveau");
    expect(direEnLigne("correction_dates", "2026-12-02", date)).toBe(
      "Correction des dates demandée, réponse au plus tard le 02/12/2026",
    );
    const voulu = { typeEntree: "permanentes", debut: "2027-01-04", fin: "2027-06-30" };
    expect(direSurLaSession({ type: "correction_dates", voulu }, "2026-12-02", date)).toContain(
      "la correction de ses dates (entrées et sorties permanentes, du 04/01/2027 au 30/06/2027) : Cap Métiers vous répond au plus tard le 02/12/2026",
    );
    expect(direSurLaSession({ type: "suppression_session", voulu: null }, "2026-12-02", date)).toContain(
      "la suppression de cette session",
    );
  });

  it("dit à qui elle appartient ce que Cap Métiers en a répondu", () => {
    const reponse = {
      le: new Date(0),
      accordee: false,
      type: "suppression_session" as const,
      session: "00100001",
      phrase: "",
    };
    expect(direReponse(reponse, "2026-11-26", false, date)).toBe(
      "Le 26/11/2026, Cap Métiers a refusé votre demande de supprimer la session 00100001",
    );
    expect(direReponse({ ...reponse, accordee: true }, "2026-11-26", true, date)).toContain(
      "a accordé la demande",
    );
  });
});
