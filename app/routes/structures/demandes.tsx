import type { MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { jourDe, Refus } from "../../catalogue/contexte";
import { PROFILS_DITS } from "../../comptes/identite";
import { demandesARepondre, repondreAuRattachement } from "../../comptes/repondre-rattachement.server";
import { formaterSiret } from "../../referentiels/siret";
import { PHRASE_MAX } from "../../referentiels/texte";
import { boutonPresse } from "../../server/formulaire.server";
import { chargeur, type FormulaireRefuse, rendreRefus, traitement } from "../../server/route.server";
import { ChampZone, ResumeErreurs } from "../../ui/champs";
import { useDate } from "../../ui/date";
import { Envoyer, Formulaire } from "../../ui/formulaire";
import { Lien } from "../../ui/lien";
import { metaDe } from "../../ui/meta";
import { exigerRattachementsIci } from "./ici.server";

export const meta: MetaFunction = () => [{ title: "Demandes de rattachement · RafaelPro" }];

export const loader = chargeur({ droit: "structures:voir" }, async ({ ctx, rafael }) => {
  exigerRattachementsIci(rafael);
  const demandes = await demandesARepondre(ctx);
  return {
    demandes: demandes.map(({ profil, actuel, creeLe, structure, ville, siret, ...d }) => ({
      ...d,
      profil: PROFILS_DITS[profil],
      actuel: actuel && PROFILS_DITS[actuel],
      creeLe: jourDe(creeLe),
      organisme: `${structure}, ${ville} (${formaterSiret(siret)})`,
    })),
  };
});

export const action = traitement({ droit: "structures:voir" }, async ({ form, ctx, rafael, aller }) => {
  exigerRattachementsIci(rafael);
  const [bouton, argument = ""] = boutonPresse(form);
  const saisie = Object.fromEntries([...form.entries()].map(([cle, v]) => [cle, String(v)]));
  const accordee = bouton === "accorder";
  try {
    if (!accordee && bouton !== "refuser") throw new Refus(422, "Choisissez « Accorder » ou « Refuser ».");
    const phrase = saisie[`reponse${argument}`] ?? "";
    await repondreAuRattachement(ctx, { demande: Number(argument) || 0, accordee, phrase });
    return await aller(
      "structures/demandes",
      accordee
        ? "La demande est accordée : la personne a ce droit dès maintenant."
        : "La demande est refusée.",
    );
  } catch (erreur) {
    return rendreRefus(erreur, { saisie });
  }
});

type Reponse = FormulaireRefuse & { saisie?: Record<string, string> };

export default function DemandesDeRattachement() {
  const date = useDate();
  const { demandes } = useLoaderData<typeof loader>();
  const { refus, saisie = {} } = useActionData<Reponse>() ?? {};
  return (
    <>
      <h1>Demandes de rattachement</h1>
      {refus ? (
        <ResumeErreurs
          titre={refus.raisons.length > 0 ? "Rien n'est encore répondu" : refus.message}
          erreurs={refus.raisons.map((r) => ({ ancre: `#${r.champ}`, phrase: r.phrase }))}
        />
      ) : null}
      {demandes.length === 0 ? (
        <p className="rp-vide">
          Aucune demande n'attend votre réponse. <Lien vers="structures">Mes structures</Lien>
        </p>
      ) : null}
      {/* One form: what is typed for one comes back when another is refused. */}
      <Formulaire>
        {demandes.map((d) => (
          <section key={d.id} className="rp-carte" aria-labelledby={`demande${d.id}`}>
            <h2 id={`demande${d.id}`}>
              {d.nom} ({d.courriel})
            </h2>
            <p>
              Demande du {date(d.creeLe)} : « {d.profil} » à {d.organisme}
              {d.actuel ? `, où son profil est « ${d.actuel} »` : ""}.
            </p>
            <p className="rp-texte">{d.contexte}</p>
            <ChampZone
              meta={metaDe(
                `reponse${d.id}`,
                saisie[`reponse${d.id}`],
                refus?.raisons.find((r) => r.champ === `reponse${d.id}`)?.phrase,
              )}
              libelle={`Votre réponse à ${d.nom}`}
              aide="À écrire si vous refusez."
              max={PHRASE_MAX}
            />
            <div className="rp-boutons">
              <Envoyer bouton={`accorder:${d.id}`}>Accorder</Envoyer>
              <Envoyer bouton={`refuser:${d.id}`} variant="default">
                Refuser
              </Envoyer>
            </div>
          </section>
        ))}
      </Formulaire>
    </>
  );
}
