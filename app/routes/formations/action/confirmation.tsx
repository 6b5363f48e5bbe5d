import { PHRASE_MAX } from "../../../referentiels/texte";
import type { FormulaireRefuse } from "../../../server/route.server";
import { ChampZone, decritPar, direRaison, Erreurs, Libelle } from "../../../ui/champs";
import { Envoyer, Formulaire } from "../../../ui/formulaire";
import { Lien } from "../../../ui/lien";
import { metaDe } from "../../../ui/meta";
import { CopieRetrouvee, EtatSauvegarde, useSauvegarde } from "../../../ui/sauvegarde";

const ID_FORMULAIRE = "validation";

/** What comes back to the page of validation: what was ticked and written, and why it is not confirmed. */
export type ReponseValidation = Partial<FormulaireRefuse> & {
  faits: number[];
  message: string;
  /** Set when the copy kept on the device was taken up: the form starts again from it. */
  reprise?: string;
};

/**
 * The form that confirms: the points that were asked, each to be ticked, the advice, which needs no tick and has no `id`,
 * and a word to the moderators.
 */
export function FormulaireValidation(p: {
  revision: number;
  fiche: string;
  motifs: { id: number | null; phrase: string; session: string | null }[];
  reponse: ReponseValidation | undefined;
}) {
  const { reponse } = p;
  const { version, ...sauvegarde } = useSauvegarde({
    form: ID_FORMULAIRE,
    adresse: null,
    reference: "",
    page: () => "",
    version: p.revision,
  });
  const erreur = (champ: string) => reponse?.refus?.raisons.find((r) => r.champ === champ)?.phrase;
  const aCocher = p.motifs.flatMap((m) => (m.id === null ? [] : { ...m, id: m.id }));
  const metaDuMotif = (id: number) =>
    metaDe(`motif${id}`, "", erreur(`motif${id}`) && "Cochez ce point quand il est traité.");
  return (
    <Formulaire id={ID_FORMULAIRE}>
      <input type="hidden" name="revision" value={version} />
      <CopieRetrouvee form={ID_FORMULAIRE} />
      {aCocher.length > 0 ? (
        <fieldset className="rp-champ">
          <legend>
            <Libelle libelle="Ce qui vous a été demandé : cochez chaque point traité" requis />
          </legend>
          {aCocher.map((m) => (
            <div key={m.id} className="rp-option">
              <input
                type="checkbox"
                id={`motif${m.id}`}
                name="motif"
                value={m.id}
                defaultChecked={reponse?.faits.includes(m.id) ?? false}
                {...decritPar(metaDuMotif(m.id))}
              />{" "}
              <label htmlFor={`motif${m.id}`}>{direRaison(m)}</label>
              <Erreurs meta={metaDuMotif(m.id)} />
            </div>
          ))}
        </fieldset>
      ) : null}
      {p.motifs.map((m) =>
        m.id === null ? (
          <p key={`${m.session} ${m.phrase}`} className="rp-info">
            {direRaison(m)}
          </p>
        ) : null,
      )}
      <ChampZone
        meta={metaDe("message", reponse?.message, erreur("message"))}
        libelle="Un mot aux gestionnaires de l'offre (facultatif)"
        aide={
          p.motifs.length > 0
            ? "Pour dire comment vous avez traité ce qui vous a été demandé, ou pourquoi vous n'avez rien changé."
            : "Ce qui les aidera à contrôler : une habilitation en cours, un partenaire…"
        }
        max={PHRASE_MAX}
      />
      <EtatSauvegarde {...sauvegarde} />
      <p className="rp-boutons">
        <Envoyer>Confirmer la validation</Envoyer>
        <Lien vers={p.fiche}>Revenir à l'action</Lien>
      </p>
    </Formulaire>
  );
}
