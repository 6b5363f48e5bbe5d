import type { MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { Refus } from "../../catalogue/contexte";
import { formaterSiret } from "../../referentiels/siret";
import { chargeur, traitement } from "../../server/route.server";
import { Tableau } from "../../ui/tableau";

export const meta: MetaFunction = () => [{ title: "Mes structures · RafaelPro" }];

const REFERENT = (
  <>
    <span aria-hidden="true">★</span> Oui
  </>
);

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
  // Back to the action that offered the change.
  const suite = String(form.get("suite") ?? "");
  return aller(/^formations\/\d{12}$/.test(suite) ? suite : "formations");
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
        <Tableau
          colonnes={["Nom", "Siret", "Ville", "Département", "Type", "Mes profils", "Référent", "Action"]}
          entete={0}
          discretes={["Département", "Type"]}
          lignes={structures.map((s) => ({
            cle: s.siret,
            cellules: [
              s.nom,
              s.siretAffiche,
              s.ville,
              s.departement,
              "Formateur",
              s.profil,
              s.referent ? REFERENT : "Non",
              <Choix key="choix" {...s} />,
            ],
          }))}
        />
      )}
    </>
  );
}

function Choix({ siret, nom, active }: { siret: string; nom: string; active: boolean }) {
  return active ? (
    <strong>Structure active</strong>
  ) : (
    // Without a token: chosen twice, the structure is chosen, and each answer must carry it.
    <Form method="post">
      <button type="submit" className="rp-lien" name="siret" value={siret}>
        Choisir<span className="rp-cache"> {nom}</span>
      </button>
    </Form>
  );
}
