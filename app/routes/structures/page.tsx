import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Refus } from "../../catalogue/contexte";
import { formaterSiret } from "../../referentiels/siret";
import { chargeur, traitement } from "../../server/route.server";
import { Formulaire } from "../../ui/formulaire";

export const meta: MetaFunction = () => [{ title: "Mes structures · RafaelPro" }];

const PROFILS = {
  catalogue: "Gestionnaire OF catalogue formation",
  preinscription: "Gestionnaire OF préinscription (consultation)",
  general: "Gestionnaire OF général",
};

export const loader = chargeur({ droit: "structures:voir" }, async ({ structures, siret }) => {
  return {
    structures: structures.map(({ structure, profil, referent }) => ({
      siret: structure.siret,
      siretAffiche: formaterSiret(structure.siret),
      nom: structure.nom,
      ville: structure.ville,
      departement: structure.codePostal.slice(0, 2),
      profil: PROFILS[profil],
      referent,
      active: structure.siret === siret,
    })),
  };
});

export const action = traitement({ droit: "structures:voir" }, async ({ form, ctx, session, aller }) => {
  const siret = String(form.get("siret") ?? "");
  if (!ctx.acteur.profils[siret]) throw new Refus(404, "Cette structure n'est pas dans les vôtres.");
  session.set("structure", siret);
  return aller("formations");
});

export default function MesStructures() {
  const { structures } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>Mes structures</h1>
      <p>
        La gestion des formations se fait sur une structure à la fois. Pour être rattaché à une autre,
        adressez-vous à son référent (★) ou à offre@cap-metiers.pro.
      </p>
      {structures.length === 0 ? (
        <p className="rp-vide">Votre compte n'est rattaché à aucune structure.</p>
      ) : (
        <div className="rp-defile">
          <table className="rp-table">
            <thead>
              <tr>
                <th scope="col">Nom</th>
                <th scope="col">Siret</th>
                <th scope="col">Ville</th>
                <th scope="col">Département</th>
                <th scope="col">Type</th>
                <th scope="col">Mes profils</th>
                <th scope="col">Référent</th>
                <th scope="col">Action</th>
              </tr>
            </thead>
            <tbody>
              {structures.map((s) => (
                <tr key={s.siret}>
                  <th scope="row">{s.nom}</th>
                  <td>{s.siretAffiche}</td>
                  <td>{s.ville}</td>
                  <td>{s.departement}</td>
                  <td>Formateur</td>
                  <td>{s.profil}</td>
                  <td>{s.referent ? <span title="Vous êtes référent">★</span> : "Non"}</td>
                  <td>
                    {s.active ? (
                      <strong>Structure active</strong>
                    ) : (
                      <Formulaire>
                        <button type="submit" className="rp-lien" name="siret" value={s.siret}>
                          Choisir<span className="rp-cache"> {s.nom}</span>
                        </button>
                      </Formulaire>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
