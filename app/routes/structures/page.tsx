import type { MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { Refus } from "../../catalogue/contexte";
import { choisirLesCourriels, recoitDesCourriels } from "../../comptes/preference.server";
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

const RECOIT =
  "Vous recevez un courriel quand Cap Métiers publie une de vos actions, demande un complément ou vous répond, et avant la fin de la dernière session.";

export const loader = chargeur({ droit: "structures:voir" }, async ({ structures, siret, ctx, rafael }) => {
  return {
    courriels: rafael.courriels ? await recoitDesCourriels(ctx.db, ctx.acteur.id) : null,
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
  const courriels = form.get("courriels");
  if (courriels !== null) {
    await choisirLesCourriels(ctx.db, ctx.acteur.id, courriels === "oui");
    return aller("structures", courriels === "oui" ? RECOIT : "Vous ne recevrez plus de courriel.");
  }
  const siret = String(form.get("siret") ?? "");
  if (!ctx.acteur.profils[siret]) throw new Refus(404, "Cette structure n'est pas dans les vôtres.");
  session.set("structure", siret);
  // Back to the action that offered the change.
  const suite = String(form.get("suite") ?? "");
  return aller(/^formations\/\d{12}$/.test(suite) ? suite : "formations");
});

export default function MesStructures() {
  const { structures, courriels } = useLoaderData<typeof loader>();
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
      {courriels === null ? null : <Courriels recoit={courriels} />}
    </>
  );
}

function Courriels({ recoit }: { recoit: boolean }) {
  return (
    <section className="rp-groupe" aria-labelledby="courriels">
      <h2 id="courriels">Courriels</h2>
      <p>{recoit ? RECOIT : "Vous ne recevez pas de courriel : ce que Cap Métiers décide se lit ici."}</p>
      {/* Without a token, as the choice of a structure: chosen twice, it is chosen. */}
      <Form method="post">
        <button type="submit" className="rp-lien" name="courriels" value={recoit ? "non" : "oui"}>
          {recoit ? "Ne plus recevoir de courriel" : "Recevoir les courriels"}
        </button>
      </Form>
    </section>
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
