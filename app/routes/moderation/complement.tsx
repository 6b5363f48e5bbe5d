import { useFormAction } from "@remix-run/react";
import type { CHAMPS_A_MOTIVER } from "../../moderation/decider.server";
import { PHRASE_MAX } from "../../referentiels/texte";
import { ChampZone, Erreurs, groupeDecritPar, type MetaDeTexte } from "../../ui/champs";
import { Envoyer } from "../../ui/formulaire";
import { metaDe } from "../../ui/meta";
import { MOTIFS_MAX } from "./lignes-de-motif";

/** What is asked of the organisme: one reason or more, each with its field and its sentence. */
export function Complement(p: {
  sessions: { reference: string }[];
  raisons: { code: string; libelle: string }[];
  /** What the reasons do, to be read before any is sent. */
  effet: string;
  champs: typeof CHAMPS_A_MOTIVER;
  champ: (nom: string) => MetaDeTexte;
  /** What is wrong with a reason (`motif2`), or with all of them (`motifs`). */
  erreur: (nom: string) => string | undefined;
  /** How many reasons the form holds. */
  lignes: number;
  /** Whether another action may wait after this one. */
  suivante: boolean;
}) {
  const n = p.lignes;
  const ici = useFormAction();
  const choix = (nom: string) => ({ id: nom, name: nom, defaultValue: String(p.champ(nom).initialValue) });
  const motif = (i: number) => metaDe(`motif${i + 1}`, "", p.erreur(`motif${i + 1}`));
  return (
    <section className="rp-groupe" id="complement" tabIndex={-1} aria-labelledby="demander">
      <h2 id="demander">Demander un complément</h2>
      <p className="rp-aide">{p.effet}</p>
      <Erreurs meta={metaDe("motifs", "", p.erreur("motifs"))} />
      {Array.from({ length: n }, (_, i) => i).map((i) => (
        <fieldset key={i} className="rp-champ rp-ligne" {...groupeDecritPar(motif(i))}>
          <legend>Motif {i + 1}</legend>
          <Erreurs meta={motif(i)} />
          <span>
            <label htmlFor={`code${i}`}>Raison</label>
            <select {...choix(`code${i}`)}>
              <option value="">Aucune</option>
              {p.raisons.map((m) => (
                <option key={m.code} value={m.code}>
                  {m.libelle}
                </option>
              ))}
            </select>
          </span>
          <span>
            <label htmlFor={`champ${i}`}>Champ</label>
            <select {...choix(`champ${i}`)}>
              <option value="">Le champ habituel de cette raison</option>
              <optgroup label="Action">
                {p.champs.action.map((c) => (
                  <option key={c.nom} value={c.nom}>
                    {c.libelle}
                  </option>
                ))}
              </optgroup>
              {p.sessions.map((s) => (
                <optgroup key={s.reference} label={`Session ${s.reference}`}>
                  {p.champs.session.map((c) => (
                    <option key={c.nom} value={`${s.reference}/${c.nom}`}>
                      {c.libelle}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          </span>
          <div className="rp-plein">
            <ChampZone
              meta={p.champ(`phrase${i}`)}
              libelle="Phrase pour l'organisme (vide : la phrase habituelle de cette raison)"
              max={PHRASE_MAX}
            />
          </div>
        </fieldset>
      ))}
      {n < MOTIFS_MAX ? (
        <p>
          <Envoyer key={n} bouton="motif" variant="default" formAction={`${ici}#code${n}`}>
            Ajouter un motif
          </Envoyer>
        </p>
      ) : null}
      <div className="rp-boutons">
        <Envoyer bouton="complement" variant="default">
          Demander un complément
        </Envoyer>
        {p.suivante ? (
          <Envoyer bouton="complement:suivante" variant="default">
            Demander, puis la suivante
          </Envoyer>
        ) : null}
      </div>
    </section>
  );
}
