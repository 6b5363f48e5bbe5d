import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { compterDemandesARepondre } from "../../comptes/repondre-rattachement.server";
import { peut } from "../../droits/droits";
import { chargeur } from "../../server/route.server";
import { Lien } from "../../ui/lien";

export const meta: MetaFunction = () => [{ title: "Accueil · RafaelPro" }];

export const loader = chargeur({ droit: "public" }, async ({ ctx, siret, rafael }) => ({
  connecte: ctx.acteur !== null,
  gestion: siret !== undefined,
  modifie: siret !== undefined && peut(ctx.acteur, "action:modifier", siret),
  moderateur: ctx.acteur?.moderateur ?? false,
  rattachements:
    ctx.acteur && rafael.rattachements ? await compterDemandesARepondre({ ...ctx, acteur: ctx.acteur }) : 0,
}));

export default function Accueil() {
  const { connecte, gestion, modifie, moderateur, rattachements } = useLoaderData<typeof loader>();
  return (
    <>
      <h1>RafaelPro : gestion de l'offre de formation</h1>
      <div className="rp-grille">
        <section aria-labelledby="acces">
          <h2 id="acces">Accès à RafaelPro</h2>
          {connecte ? (
            <ul>
              {gestion ? (
                <li>
                  <Lien vers="formations">Gestion des formations</Lien> :{" "}
                  {modifie ? "déclarer, modifier et suivre" : "consulter"} vos formations
                </li>
              ) : null}
              <li>
                <Lien vers="structures">Mes structures</Lien> : vos rattachements et vos droits
              </li>
              {rattachements > 0 ? (
                <li>
                  <Lien vers="structures/demandes">Demandes de rattachement</Lien> : {rattachements} à traiter
                </li>
              ) : null}
              {moderateur ? (
                <li>
                  <Lien vers="moderation">Modération</Lien> : contrôler et publier l'offre
                </li>
              ) : null}
            </ul>
          ) : (
            <p>
              <Lien vers="connexion">Se connecter</Lien> pour gérer votre catalogue de formation.
            </p>
          )}
        </section>
        <section aria-labelledby="evolutions">
          <h2 id="evolutions">Evolutions &amp; nouvelles fonctionnalités</h2>
          <ul>
            <li>La voie d'accès, les certifications visées et le lieu se déclarent sur chaque session.</li>
            <li>Vos brouillons acceptent une saisie incomplète : rien de ce que vous tapez n'est perdu.</li>
            <li>
              Une version allégée, sans script, pour les connexions lentes : le lien est en bas de chaque
              page.
            </li>
          </ul>
        </section>
        <section aria-labelledby="outils">
          <h2 id="outils">Outils de suivi &amp; pilotage des données</h2>
          <p>
            L'offre publiée, au format LHÉO 2.3 :{" "}
            <Lien vers="flux/lheo-2.3.xml" reloadDocument>
              flux offre info
            </Lien>
            .
          </p>
        </section>
        <section aria-labelledby="aide">
          <h2 id="aide">Aide &amp; Contact</h2>
          <p>
            Une question sur votre offre : <a href="mailto:offre@cap-metiers.pro">offre@cap-metiers.pro</a>.
          </p>
        </section>
      </div>
    </>
  );
}
