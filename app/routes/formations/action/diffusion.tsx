import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { liste } from "../../../catalogue/champs";
import { jourDe } from "../../../catalogue/contexte";
import { direEtat } from "../../../catalogue/dire";
import { lireDossier } from "../../../catalogue/dossier.server";
import { direDiffusion } from "../../../diffusion/dire";
import { peut } from "../../../droits/droits";
import { echeancesDe } from "../../../referentiels/certifications/chercher.server";
import { chargeur } from "../../../server/route.server";
import { ecrireDate } from "../../../ui/date";
import { Lien } from "../../../ui/lien";
import { Tableau } from "../../../ui/tableau";
import { EtatAction } from "./etat";
import { pageDe } from "./retour";

export const meta: MetaFunction = ({ params }) => [{ title: `Diffusion · ${params.reference} · RafaelPro` }];

/** Where each session of the action shows, and since or by when; or why not, and what would change it. */
export const loader = chargeur({ droit: "action:lire" }, async ({ params, ctx, rafael }) => {
  const dossier = await lireDossier(ctx, params.reference ?? "", "action:lire");
  const { action } = dossier;
  const [jour, date] = [jourDe(ctx.maintenant), ecrireDate(rafael.habillage.langueDesDates)];
  const lecteur = action.conventionnee || !peut(ctx.acteur, "action:modifier", action.siret);
  // Those that are online, and those that wait.
  const certifications = [action.saisie, dossier.publication?.approuve.action ?? {}].flatMap((s) =>
    liste(s.certifications),
  );
  return {
    reference: action.reference,
    intitule: action.intitule,
    retour: pageDe(ctx.acteur, action.reference),
    etat: direEtat(dossier, { lecteur, jour, date }),
    ...direDiffusion(dossier, jour, date, await echeancesDe(ctx.db, certifications)),
  };
});

export default function Diffusion() {
  const d = useLoaderData<typeof loader>();
  return (
    <article className="rp-fiche">
      <p className="rp-ecran">
        <Lien vers={d.retour}>Revenir à l'action</Lien>
      </p>
      <h1>Diffusion de l'action {d.reference}</h1>
      <p>{d.intitule || "Action de formation sans intitulé"}</p>
      <EtatAction {...d.etat} />
      <p className={d.sessions.length === 0 ? "rp-vide" : undefined}>{d.phrase}</p>
      {d.sessions.map((s) => (
        <section key={s.reference} aria-labelledby={`session-${s.reference}`}>
          <h2 id={`session-${s.reference}`}>Session {s.reference}</h2>
          <p>{s.resume}</p>
          <Tableau
            legende={`Où paraît la session ${s.reference}`}
            colonnes={["Partenaires", "Y paraît", "Pourquoi, et que faire"]}
            entete={0}
            lignes={s.reponses.map((r) => ({
              cle: r.partenaires,
              cellules: [
                r.partenaires,
                r.parait,
                r.raisons.length > 0 && <Raisons key="raisons" raisons={r.raisons} />,
              ],
            }))}
          />
        </section>
      ))}
    </article>
  );
}

function Raisons({ raisons }: { raisons: { phrase: string; vers: string }[] }) {
  return raisons.map((r) => (
    <div key={r.phrase}>
      <Lien vers={r.vers}>{r.phrase}</Lien>
    </div>
  ));
}
