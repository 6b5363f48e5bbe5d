import { expect, it } from "vitest";
import { finsDeCertification, remarquesDeFin } from "./fin-de-certification";
import { dateFr } from "./regles";
import { MOTIFS_DE_NUIT } from "./workflow";

const JOUR = "2026-11-23";
const fiche = (
  code: string,
  fin: string | null,
  change: { actif?: boolean; remplaceePar?: string } = {},
) => ({
  code,
  actif: true,
  remplaceePar: null,
  dateFinEnregistrement: fin,
  ...change,
});
const visant = (code: string, debut: string) => ({ saisie: { certificationsVisees: [code], debut } });
const codes = (fiches: ReturnType<typeof fiche>[], sessions: ReturnType<typeof visant>[] = []) => {
  const { terminees, remplacees, proches } = finsDeCertification(fiches, sessions, {
    jour: JOUR,
    remplacables: ["RS7"],
  });
  return [terminees, remplacees, proches].map((l) => l.map((f) => f.code));
};

it("compte finie ce qui a pris fin ou fut retiré, et proche ce qui finit sous 180 jours", () => {
  expect(codes([fiche("RS1", "2026-11-22"), fiche("RS2", JOUR), fiche("RS3", "2027-05-22")])).toEqual([
    ["RS1"],
    [],
    ["RS2", "RS3"],
  ]);
  expect(
    codes([fiche("RS4", "2027-05-23"), fiche("RS5", null), fiche("RS6", null, { actif: false })]),
  ).toEqual([["RS6"], [], []]);
  expect(codes([fiche("RS7", "2030-01-01", { actif: false, remplaceePar: "RS8" })])).toEqual([
    [],
    ["RS7"],
    [],
  ]);
});

it("ne dit rien de celle dont la remplaçante est là, sinon pour ses sessions à venir", () => {
  const deux = [fiche("RS7", "2026-11-22", { remplaceePar: "RS8" }), fiche("RS8", null)];
  expect(codes(deux, [visant("RS7", JOUR)])).toEqual([[], [], []]);
  expect(codes(deux, [visant("RS7", "2026-11-24")])).toEqual([[], ["RS7"], []]);
  expect(codes(deux, [visant("RS7", "")])).toEqual([[], ["RS7"], []]);
});

it("se dit sur la page, à son champ, sauf ce qu'une règle de nuit y dit déjà", () => {
  const fiches = [fiche("RS1", "2026-11-22"), fiche("RS2", "2027-01-01", { remplaceePar: "RS9" })];
  const dires = (motifs: { code: string }[]) =>
    remarquesDeFin(fiches, { sessions: [], motifs }, { jour: JOUR, remplacables: [], date: dateFr });
  const [finie, proche] = dires([]);
  expect(finie).toMatchObject({ champ: "certifications", code: "R-22" });
  expect(finie?.phrase).toContain(
    "a pris fin, plus personne ne peut entrer en formation pour elle : RS1 le 22/11/2026.",
  );
  expect(proche?.phrase).toContain("prend bientôt fin : RS2 le 01/01/2027, remplacée par RS9. Après,");
  expect(dires([{ code: MOTIFS_DE_NUIT.certifications }])).toEqual([proche]);
});
