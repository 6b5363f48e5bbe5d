import { Form } from "@remix-run/react";
import { jourDe } from "../../catalogue/contexte";
import type { mesDemandes } from "../../comptes/demander-rattachement.server";
import { PROFILS_DITS } from "../../comptes/identite";
import { formaterSiret } from "../../referentiels/siret";
import { useDate } from "../../ui/date";

type Demande = ReturnType<typeof enDemande>;

/** A demande of the person as the screen shows it. */
export function enDemande({
  profil,
  creeLe,
  siret,
  structure,
  ville,
  closeLe,
  ...d
}: Awaited<ReturnType<typeof mesDemandes>>[number]) {
  return {
    ...d,
    enAttente: closeLe === null,
    profil: PROFILS_DITS[profil],
    creeLe: jourDe(creeLe),
    organisme: `${structure}, ${ville} (${formaterSiret(siret)})`,
  };
}

/** What the person asked: each with its answer, or the button that takes it back. */
export function MesDemandes({ demandes }: { demandes: Demande[] }) {
  const date = useDate();
  return (
    <section className="rp-groupe" aria-labelledby="demandes">
      <h2 id="demandes">Vos demandes de rattachement</h2>
      <ul>
        {demandes.map((d) => (
          <li key={d.id}>
            « {d.profil} » à {d.organisme}, le {date(d.creeLe)} :{" "}
            {d.enAttente ? (
              <Form method="post">
                en attente de réponse.{" "}
                <button type="submit" className="rp-lien" name="retirer" value={d.id}>
                  Retirer<span className="rp-cache"> la demande pour {d.organisme}</span>
                </button>
              </Form>
            ) : (
              <strong>{d.accordee ? "accordée" : "refusée"}</strong>
            )}
            {d.reponse ? <p className="rp-texte">{d.reponse}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
