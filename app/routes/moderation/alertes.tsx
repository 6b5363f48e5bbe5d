import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { jourDe } from "../../catalogue/contexte";
import { actionsEnAlerte } from "../../moderation/alertes.server";
import { direCompte } from "../../moderation/file.server";
import { direMotif } from "../../moderation/motifs";
import { chargeur } from "../../server/route.server";
import { direRaison } from "../../ui/champs";
import { useDate } from "../../ui/date";
import { Lien } from "../../ui/lien";
import { Pages, Tableau } from "../../ui/tableau";
import { RetourALaFile } from "./retour";

export const meta: MetaFunction = () => [{ title: "À corriger par les organismes · Modération · RafaelPro" }];

export const loader = chargeur({ droit: "moderation:voir" }, async ({ request, ctx }) => {
  const p = new URL(request.url).searchParams;
  const [valeur, reference] = [p.get("cle"), p.get("apres")];
  const apres = valeur && reference ? { valeur, reference } : undefined;
  const { lignes, suite, total } = await actionsEnAlerte(ctx, apres);
  return {
    lignes: lignes.map(({ majLe, motifs, ...l }) => ({
      ...l,
      depuis: jourDe(majLe),
      motifs: motifs.map((m) => ({
        id: m.id,
        phrase: direRaison({ session: m.session, phrase: direMotif(m) }),
      })),
    })),
    suite,
    debut: !apres,
    total: direCompte(total),
  };
});

export default function AlertesDeModeration() {
  const date = useDate();
  const { lignes, suite, debut, total } = useLoaderData<typeof loader>();
  const derniere = lignes.at(-1);
  return (
    <>
      <RetourALaFile />
      <h1>À corriger par les organismes : {total}</h1>
      <p>
        Ces actions sont en alerte : chaque organisme y lit ce qui lui est demandé, corrige, puis valide de
        nouveau. L'action revient alors dans la file de contrôle.
      </p>
      {lignes.length === 0 ? (
        <p className="rp-vide">
          {debut ? "Aucune action n'est en alerte : aucun organisme n'a rien à corriger." : "Rien de plus."}
        </p>
      ) : (
        <Tableau
          legende="Actions en alerte, celle qui n'a pas changé depuis le plus longtemps d'abord"
          colonnes={[
            "Sans changement depuis le",
            "Référence",
            "Intitulé",
            "Organisme",
            "Reste à corriger",
            "Flux",
          ]}
          entete={2}
          lignes={lignes.map((l) => ({
            cle: l.reference,
            cellules: [
              date(l.depuis),
              l.reference,
              <Lien key="lien" vers={`moderation/${l.reference}`}>
                {l.intitule || l.reference}
              </Lien>,
              `${l.organisme}, ${l.ville}`,
              <ul key="motifs">
                {l.motifs.map((m) => (
                  <li key={m.id}>{m.phrase}</li>
                ))}
              </ul>,
              l.enLigne ? "La version approuvée y reste" : "N'y est pas",
            ],
          }))}
        />
      )}
      <Pages>
        {debut ? null : <Lien vers="moderation/alertes">Début de la liste</Lien>}
        {suite && derniere ? (
          <Lien vers={`moderation/alertes?cle=${derniere.cle}&apres=${derniere.reference}`}>
            Page suivante
          </Lien>
        ) : null}
      </Pages>
    </>
  );
}
