import { getFormProps, type SubmissionResult, useForm } from "@conform-to/react";
import { useMemo } from "react";
import type { Saisie } from "../../../../db/types";
import { ancreDuChamp, type Champ, liste } from "../../../catalogue/champs";
import { CHAMPS_ACTION } from "../../../catalogue/champs-action";
import type { Option } from "../../../catalogue/codes";
import { aCompleter } from "../../../catalogue/en-resultat";
import type { Raison } from "../../../catalogue/regles";
import type { gestesDuFormulaire } from "../../../catalogue/workflow";
import type { Conflit as AComparer } from "../../../server/formulaire.server";
import { ChampCases, ChampChoix, ChampTexte, ChampZone, type Meta, ResumeErreurs } from "../../../ui/champs";
import { Conflit } from "../../../ui/conflit";
import { Envoyer, Formulaire } from "../../../ui/formulaire";
import { useAdresse } from "../../../ui/lien";
import { CopieRetrouvee, EtatSauvegarde, useSauvegarde } from "../../../ui/sauvegarde";
import { type CertificationAffichee, Certifications } from "./certifications";

export type ReponseFormulaire = {
  resultat: SubmissionResult;
  conflit?: AComparer | null;
  version?: number;
  trouvees?: CertificationAffichee[];
  /** What a search found, in a sentence, by the name of its box. */
  dit?: Record<string, string>;
  connues?: CertificationAffichee[];
  /** What comes of it once it is confirmed that the certification goes to control. */
  aConfirmer?: string;
  /** Where the person was going, when the words could not be saved on the way. */
  suite?: string;
  /** Set when the copy kept on the device was taken up: the form starts again from it. */
  reprise?: string;
};

export type ProprietesFormulaire = {
  reference?: string;
  responsable: string;
  /** The SIRET of the organisation shown. */
  structure: string;
  saisie: Saisie;
  version: number;
  lectureSeule?: boolean;
  publiee?: boolean;
  certifications: CertificationAffichee[];
  /** The lists that the scripts do not hold, by field. */
  choix: Record<string, Option[]>;
  motifs?: { champ: string; phrase: string }[];
  /** What is missing, when the person comes from the summary that says it. */
  raisons?: Raison[];
  reponse: ReponseFormulaire | undefined;
};

/** The id of the form: its buttons stand outside it. */
export const ID_FORMULAIRE = "action";

/** The form of the action, new or not; its buttons are {@link BoutonsAction}. */
export function FormulaireAction(p: ProprietesFormulaire) {
  const { reponse, lectureSeule = false } = p;
  // The same object at each render: Conform takes another one for another answer.
  const manques = useMemo(() => aCompleter(p.saisie, p.raisons), [p.saisie, p.raisons]);
  const [form, champs] = useForm<Record<string, unknown>>({
    id: ID_FORMULAIRE,
    lastResult: reponse?.resultat ?? manques,
    defaultValue: p.saisie as Record<string, string>,
  });
  const adresse = useAdresse();
  const sauvegarde = useSauvegarde({
    form: form.id,
    adresse: p.publiee || lectureSeule ? null : adresse("formations/sauvegarde"),
    reference: p.reference ?? "",
    page: (reference) => adresse(`formations/${reference}`),
    version: reponse?.version ?? p.version,
  });
  const meta = (nom: string) => (champs as Record<string, unknown>)[nom] as Meta;
  const erreurs = CHAMPS_ACTION.flatMap((c) =>
    ((meta(c.nom).errors as string[] | undefined) ?? []).map((phrase) => ({
      ancre: ancreDuChamp("action", c.nom),
      phrase,
    })),
  );
  // What was posted replaces what is stored as a whole: a certification removed is absent from it.
  const saisie = (reponse?.resultat.initialValue as Saisie | undefined) ?? p.saisie;
  const groupes = [...new Set(CHAMPS_ACTION.map((c) => c.groupe))];
  return (
    <Formulaire {...getFormProps(form)} aria-label="Action de formation">
      <input type="hidden" name="version" value={sauvegarde.version} />
      {p.publiee ? <input type="hidden" name="enLigne" value="oui" /> : null}
      <input type="hidden" name="brouillon" value={sauvegarde.reference} />
      <input type="hidden" name="naissance" value={sauvegarde.naissance} />
      <input type="hidden" name="structure" value={p.structure} />
      {lectureSeule ? null : <CopieRetrouvee form={form.id} />}
      {form.errors?.length ? (
        <ResumeErreurs titre={form.errors[0] ?? ""} erreurs={erreurs} suite={reponse?.suite} />
      ) : null}
      {reponse?.conflit ? <Conflit {...reponse.conflit} /> : null}
      {reponse?.aConfirmer ? <AConfirmer suite={reponse.aConfirmer} /> : null}
      {p.reference ? (
        <p>
          Référence : <strong>{p.reference}</strong>
        </p>
      ) : null}
      <div className="rp-champ">
        <span>
          <strong>Organisme responsable</strong> : <span className="rp-gris">{p.responsable}</span>
        </span>
        <p className="rp-aide">
          Il porte la formation ; pour l'apprentissage, il signe les contrats.
          {p.reference ? "" : " Pour en changer, changez de structure en haut de la page."}
        </p>
      </div>
      {lectureSeule ? null : (
        <p>
          Les champs marqués d'un point rouge <span className="rp-point">●</span> sont obligatoires pour
          valider.{p.publiee ? "" : " Votre saisie s'enregistre même incomplète."}
        </p>
      )}
      {groupes.map((groupe) => (
        <section key={groupe} className="rp-groupe">
          <h2>{groupe}</h2>
          {CHAMPS_ACTION.filter((c) => c.groupe === groupe).map((c) => (
            <div key={c.nom}>
              {(p.motifs ?? [])
                .filter((m) => m.champ === c.nom)
                .map((m) => (
                  <p key={m.phrase} className="rp-erreur">
                    À revoir : {m.phrase}
                  </p>
                ))}
              {c.type === "certifications" ? (
                <Certifications
                  meta={meta(c.nom)}
                  choisies={liste(saisie[c.nom])}
                  remplacees={liste(saisie.remplacees)}
                  champ={c}
                  connues={[...(reponse?.connues ?? []), ...p.certifications]}
                  trouvees={reponse?.trouvees}
                  dit={reponse?.dit?.rechercheCertification}
                  remplacement={reponse?.dit?.certifications}
                  recherche={String(reponse?.resultat.initialValue?.rechercheCertification ?? "")}
                  lectureSeule={lectureSeule}
                />
              ) : (
                <ChampAction
                  champ={c}
                  meta={meta(c.nom)}
                  options={p.choix[c.nom] ?? (c as Champ).options ?? []}
                  lectureSeule={lectureSeule}
                />
              )}
            </div>
          ))}
        </section>
      ))}
      {lectureSeule ? null : <EtatSauvegarde {...sauvegarde} />}
    </Formulaire>
  );
}

/**
 * The buttons of the form of the action, which stand at the foot of the page, below its sessions; by their names in the
 * table of the circuit.
 */
export function BoutonsAction({
  gestes,
  aConfirmer,
}: {
  gestes: ReturnType<typeof gestesDuFormulaire>;
  aConfirmer: boolean;
}) {
  const soumettre = aConfirmer && gestes.soumettre;
  return (
    <>
      <Envoyer
        form={ID_FORMULAIRE}
        bouton={soumettre ? "confirmer" : "enregistrer"}
        {...(gestes.valider ? { variant: "default" } : {})}
      >
        {soumettre || gestes.enregistrer}
      </Envoyer>
      {gestes.valider ? (
        <Envoyer form={ID_FORMULAIRE} bouton="aller:valider">
          {gestes.valider}
        </Envoyer>
      ) : null}
    </>
  );
}

function AConfirmer({ suite }: { suite: string }) {
  return (
    <div className="rp-info" role="alert">
      <p>
        <strong>
          Vous avez changé la certification ou la validation : cette partie passe au contrôle de Cap Métiers,
          avec l'objectif général.
        </strong>
      </p>
      <p className="rp-texte">{suite}</p>
      <p>Rien n'est encore enregistré : confirmez en bas du formulaire, ou remettez ce qui y était.</p>
    </div>
  );
}

function ChampAction({
  champ,
  meta,
  options,
  lectureSeule,
}: {
  champ: Champ;
  meta: Meta;
  options: readonly Option[];
  lectureSeule: boolean;
}) {
  const p = {
    meta,
    libelle: champ.libelle,
    aide: champ.aide,
    max: champ.max,
    requis: Boolean(champ.exigePour) && !champ.exigeSi,
    lectureSeule,
  };
  switch (champ.type) {
    case "zone":
      return <ChampZone {...p} />;
    case "cases":
      return <ChampCases {...p} type="checkbox" options={options} />;
    case "choix":
      return (
        <>
          <ChampChoix {...p} options={options} />
          {options[0]?.aide ? (
            <details className="rp-champ">
              <summary>Définitions des objectifs</summary>
              <dl>
                {options.map((o) => (
                  <div key={o.code}>
                    <dt>{o.libelle}</dt>
                    <dd>{o.aide}</dd>
                  </div>
                ))}
              </dl>
            </details>
          ) : null}
        </>
      );
    default:
      return <ChampTexte {...p} type={TYPES_HTML[champ.type] ?? "text"} />;
  }
}

// A malformed address is refused by our own rule, in our own words: the browser's check would stop a draft.
const TYPES_HTML: Record<string, string> = { telephone: "tel" };
