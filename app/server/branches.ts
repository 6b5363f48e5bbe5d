import type { ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import { LRUCache } from "lru-cache";

type Arbre = Parameters<typeof matchRoutes>[0];
type Routes = ServerBuild["routes"];

/** Beyond so many shapes of addresses somebody is making them up. */
const FORMES_MAX = 1000;

/**
 * For an address, what `creer` makes of the branch of the tree that answers it: at every request Remix ranks all the
 * routes it is given, twice, and compiles their patterns until one answers, a sixth of the time of a form. An address
 * that nothing answers gets what it makes of the whole tree. The browser's own tree, which it reads in a file, is whole.
 */
export function parBranche<T extends object>(
  build: ServerBuild,
  creer: (build: ServerBuild) => T,
): (chemin: string) => T {
  const arbre = enArbre(build.routes);
  const entier = creer(build);
  const faites = new Map<string, T>();
  const parForme = new LRUCache<string, T>({ max: FORMES_MAX });
  return (chemin) => {
    // What scripts ask for stands at the address of the page; of two references, the routes are the same.
    const page = chemin.replace(/(\/_root)?\.data$/, "");
    const forme = page.replace(/\/\d+(?=\/|$)/g, "/0");
    const connue = parForme.get(forme);
    if (connue) return connue;
    const ids = matchRoutes(arbre, page || "/")?.map(({ route }) => route.id ?? "");
    if (!ids) return entier;
    const cle = ids.join();
    const faite = faites.get(cle) ?? creer(restreint(build, ids));
    faites.set(cle, faite);
    parForme.set(forme, faite);
    return faite;
  };
}

function enArbre(routes: Routes, parent?: string): Arbre {
  return Object.values(routes).flatMap((route) => {
    if (!route || route.parentId !== parent) return [];
    const { id, path, index, caseSensitive = false } = route;
    const sienne = { id, caseSensitive, ...(path === undefined ? {} : { path }) };
    return index ? { ...sienne, index } : { ...sienne, children: enArbre(routes, id) };
  });
}

function restreint(build: ServerBuild, ids: string[]): ServerBuild {
  const garder = <R>(routes: Record<string, R>) =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => ids.includes(id)));
  return {
    ...build,
    routes: garder(build.routes),
    assets: { ...build.assets, routes: garder(build.assets.routes) },
  };
}
