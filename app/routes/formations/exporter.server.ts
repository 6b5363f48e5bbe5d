import { Readable } from "node:stream";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { jourDe } from "../../catalogue/contexte";
import { exporterActions } from "../../catalogue/export.server";
import type { Etat } from "../../catalogue/workflow";
import type { Acteur } from "../../droits/droits";
import { mots } from "../../referentiels/texte";
import { rythmeDe } from "../../server/debit";
import { exigerStructure, type Requete } from "../../server/route.server";
import { lireAdresse } from "./liste";

/** A list of the active structure as a file to download, with the filter and the order of its address. */
export async function exporter(
  { request, ctx, rafael, structures, siret }: Requete<Acteur>,
  { nom, ...quoi }: { nom: string; conventionnee: boolean; etat?: Etat },
): Promise<Response> {
  const structure = exigerStructure(siret);
  const { filtre, tri, sens } = lireAdresse(request.url);
  const pret = rythmeDe(request, rafael.reponse);
  const corps = await exporterActions(ctx, { siret: structure, ...quoi, filtre, tri, sens }, pret);
  const organisme = structures.find((s) => s.structure.siret === structure)?.structure.nom ?? "";
  // Letters and figures only: it goes in a header, and on any disk.
  const sien = mots(organisme).filter((mot) => /^[a-z0-9]+$/.test(mot));
  const fichier = [...sien.slice(0, 8), nom, jourDe(ctx.maintenant)].join("-");
  return new Response(createReadableStreamFromReadable(Readable.from(corps)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${fichier}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
