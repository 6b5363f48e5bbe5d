import type { ServerBuild } from "@remix-run/node";
import { describe, expect, it } from "vitest";
import { parBranche } from "./branches";

const route = (id: string, parentId?: string, path?: string, index?: boolean) => ({
  [id]: { id, parentId, path, index, module: {} },
});
const routes = {
  ...route("root"),
  ...route("accueil", "root", undefined, true),
  ...route("formations", "root", "formations"),
  ...route("liste", "formations", undefined, true),
  ...route("nouvelle", "formations", "nouvelle"),
  ...route("action", "formations", ":reference"),
  ...route("page", "action", undefined, true),
  ...route("fiche", "action", "fiche"),
};
const build = { routes, assets: { routes, url: "/manifest.js" } } as unknown as ServerBuild;

describe("la branche d'une adresse", () => {
  const faites: ServerBuild[] = [];
  const trouver = parBranche(build, (branche) => {
    faites.push(branche);
    return Object.keys(branche.routes);
  });

  it("ne tient que les routes qui répondent à cette adresse, celle des scripts comprise", () => {
    expect(trouver("/")).toEqual(["root", "accueil"]);
    expect(trouver("/_root.data")).toEqual(["root", "accueil"]);
    expect(trouver("/formations/nouvelle")).toEqual(["root", "formations", "nouvelle"]);
    expect(trouver("/formations/nouvelle.data")).toEqual(["root", "formations", "nouvelle"]);
    expect(trouver("/formations/200400000010/fiche/")).toEqual(["root", "formations", "action", "fiche"]);
    expect(trouver("/formations/n%C3%A9")).toEqual(["root", "formations", "action", "page"]);
  });

  it("est faite une fois, quelle que soit la référence", () => {
    const nombre = faites.length;
    for (const n of [1, 22, 333]) {
      expect(trouver(`/formations/${n}`)).toBe(trouver("/formations/200400000010"));
      expect(trouver(`/formations/r${n}`)).toBe(trouver("/formations/200400000010"));
    }
    expect(faites).toHaveLength(nombre);
    expect(faites.at(-1)?.assets).toMatchObject({ url: "/manifest.js" });
    expect(Object.keys(faites.at(-1)?.assets.routes ?? {})).toEqual(["root", "formations", "action", "page"]);
  });

  it("est l'arbre entier quand rien ne répond", () => {
    expect(trouver("/nulle-part")).toEqual(Object.keys(routes));
    expect(trouver("/formations/1/2/3")).toEqual(Object.keys(routes));
  });
});
