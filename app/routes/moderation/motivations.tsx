import { Comparaison } from "../../ui/lecture";
import { Lien } from "../../ui/lien";
import type { DonneesFiche } from "./fiche.server";

/** What a decision rests on: what was asked, what changed since, what is worth a second look, and who may deliver. */
export function Motivations(
  d: Pick<
    DonneesFiche,
    | "message"
    | "motifs"
    | "depuisComplement"
    | "depuisPublication"
    | "remarques"
    | "proches"
    | "habilitations"
  >,
) {
  return (
    <>
      {d.message ? (
        <div className="rp-info">
          <p>L'organisme écrit, en validant :</p>
          <p className="rp-texte">{d.message}</p>
        </div>
      ) : null}
      {d.motifs.length > 0 ? (
        <div className="rp-info">
          <p>Complément demandé :</p>
          <ul>
            {d.motifs.map((m) => (
              <li key={`${m.session} ${m.phrase}`} className="rp-texte">
                {m.session ? `Session ${m.session} : ` : ""}
                {m.phrase}
                {m.leve ? " (l'organisme a validé de nouveau : à vérifier)" : ""}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {d.depuisComplement.length > 0 ? (
        <section aria-labelledby="reponse" className="rp-groupe">
          <h2 id="reponse">Ce qui a changé depuis le complément demandé</h2>
          <Comparaison legende="Depuis le complément demandé" lignes={d.depuisComplement} />
        </section>
      ) : null}
      {d.depuisPublication.length > 0 ? (
        <section aria-labelledby="changements" className="rp-groupe">
          <h2 id="changements">Ce qui change par rapport à la version publiée</h2>
          <Comparaison legende="Par rapport à la version publiée" lignes={d.depuisPublication} />
        </section>
      ) : null}
      {d.remarques.map((phrase) => (
        <p key={phrase} className="rp-info">
          {phrase}
        </p>
      ))}
      {d.proches.length > 0 ? (
        <div className="rp-info">
          <p>Actions proches de celle-ci, du même organisme :</p>
          <ul>
            {d.proches.map((p) => (
              <li key={p.reference}>
                <Lien vers={`moderation/${p.reference}`}>{p.intitule}</Lien> ({p.etat})
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {d.habilitations.length > 0 ? (
        <section aria-labelledby="habilitations" className="rp-groupe">
          <h2 id="habilitations">Habilitations</h2>
          <ul>
            {d.habilitations.map((h) => (
              <li key={h.certification + h.siret}>
                {h.certification}, {h.organisme} :{" "}
                {h.aVerifier ? <strong>{h.phrase}, à vérifier</strong> : h.phrase}
              </li>
            ))}
          </ul>
          {d.habilitations.some((h) => h.aVerifier) ? (
            <p className="rp-aide">
              Les diplômes enregistrés de droit et les titres du ministère du Travail n'y déclarent pas leurs
              organismes : demandez une pièce si un doute reste.
            </p>
          ) : null}
        </section>
      ) : null}
    </>
  );
}
