import { getFormProps, type SubmissionResult, useForm } from "@conform-to/react";
import { type FormEvent, useMemo, useState } from "react";
import type { Saisie } from "../../../../db/types";
import { ancreDuChamp, type Champ } from "../../../catalogue/champs";
import { CHAMPS_SESSION } from "../../../catalogue/champs-session";
import { dureeIndicative, heuresTotal } from "../../../catalogue/durees";
import { aCompleter } from "../../../catalogue/en-resultat";
import type { Raison } from "../../../catalogue/regles";
import type { Conflit as AComparer } from "../../../server/formulaire.server";
import { ChampCases, ChampChoix, ChampTexte, ChampZone, type Meta, ResumeErreurs } from "../../../ui/champs";
import { Conflit } from "../../../ui/conflit";
import { Envoyer, Formulaire } from "../../../ui/formulaire";
import { Depart, useAdresse } from "../../../ui/lien";
import { CopieRetrouvee, EtatSauvegarde, useSauvegarde } from "../../../ui/sauvegarde";
import { CertificationsVisees } from "./certifications-visees";
import { Commune } from "./commune";
import { DatesFigees } from "./dates-figees";
import { Formateur } from "./formateur";
import { Reunions } from "./reunions";

export type ReponseSession = {
  resultat: SubmissionResult;
  conflit?: AComparer | null;
  version?: number;
  communes?: CommuneAffichee[];
  /** The organisation chosen, when the loader does not offer it; and what a search found. */
  formateurs?: FormateurAffiche[];
  formateursTrouves?: FormateurAffiche[];
  /** The same in a sentence, by the name of the box of the search. */
  dit?: Record<string, string>;
  /** Where the person was going, when the words could not be saved on the way. */
  suite?: string;
  /** Another button to save it with: what is worth a second look was said. */
  envoi?: EnvoiDeSession;
  /** Set when the copy kept on the device was taken up: the form starts again from it. */
  reprise?: string;
};

/** The button that saves the session. */
export type EnvoiDeSession = { bouton: string; libelle: string };

export type CommuneAffichee = { insee: string; nom: string; codePostal: string };

export type FormateurAffiche = { siret: string; nom: string };

export type CertificationDeSession = {
  code: string;
  intitule: string;
  blocs: { code: string; libelle: string }[];
  /** Its Certif Info ids with their labels, when it has several. */
  options: (string | undefined)[][];
};

export type ProprietesSession = {
  actionReference: string;
  reference?: string | undefined;
  saisie: Saisie;
  version: number;
  lectureSeule: boolean;
  recrutementSeul: boolean;
  gelee: boolean;
  /** What saving it does, that is worth knowing before. */
  avis: string | null;
  /** Whether its frozen dates may be asked to be corrected, and what is asked of it already. */
  corrigible: boolean;
  demande: string | null;
  publiee: boolean;
  envoi: EnvoiDeSession;
  formateurs: FormateurAffiche[];
  certifications: CertificationDeSession[];
  motifs: { champ: string; phrase: string }[];
  /** What is missing, when the person comes from the summary that says it. */
  raisons: Raison[];
  reponse: ReponseSession | undefined;
};

/** The id of the form: what leads on from its screen stands outside it. */
export const ID_FORMULAIRE = "session";

const CHAMPS_DE_DUREE = ["heuresCentre", "heuresDistance", "heuresEntreprise", "debut", "fin"];

/** The form of a session: nothing in it needs a script; with them, the total and the duration follow what is typed. */
export function FormulaireSession(p: ProprietesSession) {
  const { reponse, lectureSeule } = p;
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
    adresse:
      p.publiee || lectureSeule ? null : adresse(`formations/${p.actionReference}/sessions/sauvegarde`),
    reference: p.reference ?? "",
    page: (reference) => adresse(`formations/${p.actionReference}/sessions/${reference}`),
    version: reponse?.version ?? p.version,
  });
  const meta = (nom: string) => (champs as Record<string, unknown>)[nom] as Meta;
  const ancre = (nom: string) => ancreDuChamp("session", nom);
  const erreurs = CHAMPS_SESSION.flatMap((c) =>
    ((meta(c.nom).errors as string[] | undefined) ?? []).map((phrase) => ({
      ancre: ancre(c.nom),
      phrase,
    })),
  );
  // It has a form of its own, above.
  const champsMontres = CHAMPS_SESSION.filter((c) => !(p.recrutementSeul && c.nom === "etatRecrutement"));
  const groupes = [...new Set(champsMontres.map((c) => c.groupe))];
  // What was posted replaces what is stored as a whole: a box unticked is absent from it.
  const saisie = (reponse?.resultat.initialValue as Saisie | undefined) ?? p.saisie;
  const [tapee, setTapee] = useState<Saisie>({});
  const compter = (e: FormEvent<HTMLFormElement>) => {
    const lu = new FormData(e.currentTarget);
    setTapee(Object.fromEntries(CHAMPS_DE_DUREE.map((nom) => [nom, String(lu.get(nom) ?? "")])));
  };
  const duree = { ...saisie, ...tapee };
  const envoi = reponse?.envoi ?? p.envoi;
  return (
    <Formulaire {...getFormProps(form)} aria-label="Session de formation" onInput={compter}>
      <input type="hidden" name="version" value={sauvegarde.version} />
      {p.publiee ? <input type="hidden" name="enLigne" value="oui" /> : null}
      <input type="hidden" name="brouillon" value={sauvegarde.reference} />
      <input type="hidden" name="naissance" value={sauvegarde.naissance} />
      {lectureSeule ? null : <CopieRetrouvee form={form.id} />}
      {form.errors?.length ? (
        <ResumeErreurs titre={form.errors[0] ?? ""} erreurs={erreurs} suite={reponse?.suite} />
      ) : null}
      {reponse?.conflit ? <Conflit {...reponse.conflit} /> : null}
      {p.corrigible ? (
        <DatesFigees
          vers={`formations/${p.actionReference}/sessions/${p.reference}/corriger-dates`}
          demande={p.demande}
          form={!lectureSeule && form.id}
        />
      ) : null}
      {p.avis ? <p className="rp-info">{p.avis}</p> : null}
      {lectureSeule ? null : (
        <p>
          Les champs marqués d'un point rouge <span className="rp-point">●</span> sont obligatoires
          {p.publiee ? "." : " pour valider. Votre saisie s'enregistre même incomplète."}
        </p>
      )}
      {p.motifs.length > 0 ? (
        <div className="rp-resume">
          <h2>Ce que Cap Métiers vous demande sur cette session</h2>
          <ul>
            {p.motifs.map((m) => (
              <li key={m.champ + m.phrase}>
                <a href={ancre(m.champ)}>{m.phrase}</a>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {groupes.map((groupe) => (
        <section key={groupe} className="rp-groupe">
          <h2>{groupe}</h2>
          {groupe === "Certifications visées" ? (
            <CertificationsVisees
              certifications={p.certifications}
              saisie={saisie}
              meta={meta}
              lectureSeule={lectureSeule}
            />
          ) : (
            champsMontres
              .filter((c) => c.groupe === groupe)
              .map((c) => (
                <div key={c.nom}>
                  {p.motifs
                    .filter((m) => m.champ === c.nom)
                    .map((m) => (
                      <p key={m.phrase} className="rp-erreur">
                        À revoir : {m.phrase}
                      </p>
                    ))}
                  <ChampSession champ={c} meta={meta(c.nom)} saisie={saisie} p={p} form={form} />
                </div>
              ))
          )}
          {groupe === "Modalités et durées" && heuresTotal(duree) > 0 ? (
            <p>
              Total : <strong>{dureeIndicative(duree)}</strong>, à titre indicatif.
            </p>
          ) : null}
        </section>
      ))}
      {lectureSeule ? null : (
        <>
          <EtatSauvegarde {...sauvegarde} />
          <div className="rp-boutons">
            <Envoyer bouton={envoi.bouton}>{envoi.libelle}</Envoyer>
            <Depart form={form.id} vers={`formations/${p.actionReference}#sessions`}>
              Quitter
            </Depart>
          </div>
        </>
      )}
    </Formulaire>
  );
}

function ChampSession({
  champ,
  meta,
  saisie,
  p,
  form,
}: {
  champ: Champ;
  meta: Meta;
  saisie: Saisie;
  p: ProprietesSession;
  form: ReturnType<typeof useForm<Record<string, unknown>>>[0];
}) {
  const gele = p.gelee && champ.gele === true;
  const commun = {
    meta,
    libelle: champ.libelle,
    aide: champ.aide,
    max: champ.max,
    requis: Boolean(champ.exigePour) && !champ.exigeSi,
    lectureSeule: p.lectureSeule || gele,
  };
  switch (champ.type) {
    case "radio":
    case "cases":
      return (
        <>
          <ChampCases
            {...commun}
            type={champ.type === "radio" ? "radio" : "checkbox"}
            options={champ.options ?? []}
          />
          {/* A disabled answer is not posted: it would be lost to the page shown again. */}
          {gele && !p.lectureSeule ? (
            <input type="hidden" name={champ.nom} value={String(p.saisie[champ.nom] ?? "")} />
          ) : null}
        </>
      );
    case "choix":
      return <ChampChoix {...commun} options={champ.options ?? []} />;
    case "zone":
      return <ChampZone {...commun} />;
    case "organisme":
      return <Formateur commun={commun} p={p} />;
    case "reunions":
      return <Reunions form={form} meta={meta} lectureSeule={p.lectureSeule} />;
    case "commune":
      return champ.nom === "lieuCommune" ? <Commune meta={meta} saisie={saisie} p={p} /> : null;
    case "date":
      return <ChampTexte {...commun} type="date" />;
    case "heures":
      return <ChampTexte {...commun} type="text" inputMode="numeric" />;
    default:
      return <ChampTexte {...commun} type="text" />;
  }
}
