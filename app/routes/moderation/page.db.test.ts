import { afterAll, beforeAll, expect, it } from "vitest";
import type { BaseOuverte } from "../../../db/client";
import { baseDeTest } from "../../../db/test";
import { contexteDEssai, MODERATEUR } from "../../server/requete-d-essai.server";
import { loader } from "./page";

let base: BaseOuverte;
beforeAll(async () => {
  base = await baseDeTest();
});
afterAll(() => base.fermer());

/** The queue as a moderator of a portal asks it. */
async function demander(recherche: string) {
  const request = new Request(`http://localhost/moderation${recherche}`);
  const context = await contexteDEssai(base, { identite: MODERATEUR });
  return loader({ request, params: {}, context } as unknown as Parameters<typeof loader>[0]);
}

it.each([
  "2026-99-99",
  "2026-02-30",
  "0000-00-00",
  "demain",
])("une échéance inventée montre le début de la file : %s", async (echeance) => {
  expect(await demander(`?echeance=${echeance}&apres=200000000001`)).toMatchObject({ debut: true });
});

it("une échéance du calendrier montre la suite, un caractère nul aucune page", async () => {
  expect(await demander("?echeance=2026-12-01&apres=200000000001")).toMatchObject({ debut: false });
  await expect(demander("?echeance=2026-12-01&apres=%00")).rejects.toMatchObject({ init: { status: 404 } });
});
