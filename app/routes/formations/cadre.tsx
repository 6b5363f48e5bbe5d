import { Outlet, useLoaderData } from "@remix-run/react";
import { formaterSiret } from "../../referentiels/siret";
import { chargeur } from "../../server/route.server";
import { Sortie } from "../../ui/lien";

export const loader = chargeur({ droit: "public" }, async ({ structures, siret }) => {
  const active = structures.find((s) => s.structure.siret === siret)?.structure;
  return {
    structure: active ? { nom: active.nom, ville: active.ville, siret: formaterSiret(active.siret) } : null,
  };
});

export default function CadreFormations() {
  const { structure } = useLoaderData<typeof loader>();
  return (
    <>
      {structure ? (
        <p className="rp-structure">
          Structure active : <strong>{structure.nom}</strong>, {structure.ville} (Siret {structure.siret}).{" "}
          <Sortie vers="structures">Changer de structure</Sortie>
        </p>
      ) : null}
      <Outlet />
    </>
  );
}
