import { getFormProps, type SubmissionResult, useForm } from "@conform-to/react";
import { useFormAction } from "@remix-run/react";
import { type FormEvent, useState } from "react";
import type { Saisie } from "../../../../db/types";
import { CHAMPS_SESSION, type Champ, dictionnaire, liste } from "../../../catalogue/champs";
import { VALIDATIONS } from "../../../catalogue/codes";
import { dureeIndicative, heuresTotal } from "../../../catalogue/durees";
import { ChampCases, ChampChoix, ChampTexte, ChampZone, type Meta, ResumeErreurs } from "../../../ui/champs";
import { Conflit } from "../../../ui/conflit";
import { Envoyer, Formulaire } from "../../../ui/formulaire";
import { Lien, useAdresse } from "../../../ui/lien";
import { CopieRetrouvee, EtatSauvegarde, useSauvegarde } from "../../../ui/sauvegarde";
import { Reunions } from "./reunions";

export type ReponseSession = {
  resultat: SubmissionResult;
  conflit?: { champ: string; libelle: string; actuel: string; saisi: string }[] | null;
  version?: number;
  communes?: CommuneAffichee[];
  /** The organisation chosen, when the loader does not offer it; and what a search found. */
  formateurs?: FormateurAffiche[];
  formateursTrouves?: FormateurAffiche[];
  /** Set when the copy kept on the device was taken up: the form starts again from it. */
  reprise?: string;
};

export type CommuneAffichee = { insee: string; nom: string; codesPostaux: string[] };

export type FormateurAffiche = { siret: string; nom: string };

export type CertificationDeSession = {
  code: string;
  intitule: string;
  blocs: { code: string; libelle: string }[];
};

export type ProprietesSession = {
  actionReference: string;
  reference?: string | undefined;
  saisie: Saisie;
  version: number;
  lectureSeule: boolean;
  gelee: boolean;
  publiee: boolean;
  formateurs: FormateurAffiche[];
  certifications: CertificationDeSession[];
  motifs: { champ: string; phrase: string }[];
  reponse: ReponseSession | undefined;
};

const NOMBRE = /^\d+$/;
/** Fields that one widget shows together: the one whose id it bears. */
const PORTEURS: Record<string, string> = {
  validations: "certificationsVisees",
  blocs: "certificationsVisees",
  lieuCodePostal: "lieuCommune",
  lieuVille: "lieuCommune",
};
const CHAMPS_DE_DUREE = ["heuresCentre", "heuresDistance", "heuresEntreprise", "debut", "fin"];

/** The form of a session: nothing in it needs a script; with them, the total and the duration follow what is typed. */
export function FormulaireSession(p: ProprietesSession) {
  const { reponse, lectureSeule } = p;
  const [form, champs] = useForm<Record<string, unknown>>({
    id: "session",
    lastResult: reponse?.resultat ?? null,
    defaultValue: p.saisie as Record<string, string>,
  });
  const adresse = useAdresse();
  const sauvegarde = useSauvegarde({
    form: form.id,
    adresse:
      p.publiee || lectureSeule ? null : adresse(`formations/${p.actionReference}/sessions/sauvegarde`),
    reference: p.reference ?? "",
    version: reponse?.version ?? p.version,
  });
  const meta = (nom: string) => (champs as Record<string, unknown>)[nom] as Meta;
  const ancre = (nom: string) => `#${meta(PORTEURS[nom] ?? nom).id}`;
  const erreurs = CHAMPS_SESSION.flatMap((c) =>
    ((meta(c.nom).errors as string[] | undefined) ?? []).map((phrase) => ({
      ancre: ancre(c.nom),
      phrase,
    })),
  );
  const groupes = [...new Set(CHAMPS_SESSION.map((c) => c.groupe))];
  // What was posted replaces what is stored as a whole: a box unticked is absent from it.
  const saisie = (reponse?.resultat.initialValue as Saisie | undefined) ?? p.saisie;
  const [tapee, setTapee] = useState<Saisie>({});
  const compter = (e: FormEvent<HTMLFormElement>) => {
    const lu = new FormData(e.currentTarget);
    setTapee(Object.fromEntries(CHAMPS_DE_DUREE.map((nom) => [nom, String(lu.get(nom) ?? "")])));
  };
  const duree = { ...saisie, ...tapee };
  return (
    <Formulaire {...getFormProps(form)} aria-label="Session de formation" onInput={compter}>
      {/* Enter presses the first submit button of the page. */}
      <button
        type="submit"
        name="bouton"
        value="enregistrer"
        className="rp-cache"
        tabIndex={-1}
        aria-hidden="true"
      >
        Enregistrer
      </button>
      <input type="hidden" name="version" value={sauvegarde.version} />
      <input type="hidden" name="brouillon" value={sauvegarde.reference} />
      {lectureSeule ? null : <CopieRetrouvee form={form.id} />}
      {form.errors?.length ? <ResumeErreurs titre={form.errors[0] ?? ""} erreurs={erreurs} /> : null}
      {reponse?.conflit?.length ? <Conflit lignes={reponse.conflit} /> : null}
      {p.gelee ? (
        <p className="rp-info">
          Cette session a été transmise à France Travail : ses dates et son type d'entrée ne se modifient
          plus. En cas d'erreur, écrivez à <a href="mailto:offre@cap-metiers.pro">offre@cap-metiers.pro</a>.
          Le reste se modifie.
        </p>
      ) : null}
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
            CHAMPS_SESSION.filter((c) => c.groupe === groupe).map((c) => (
              <ChampSession key={c.nom} champ={c} meta={meta(c.nom)} saisie={saisie} p={p} form={form} />
            ))
          )}
          {groupe === "Modalités et durées" && heuresTotal(duree) > 0 ? (
            <p>
              Total : <strong>{heuresTotal(duree)} heures</strong>. Durée indicative :{" "}
              {dureeIndicative(duree)}.
            </p>
          ) : null}
        </section>
      ))}
      {lectureSeule ? null : (
        <>
          <EtatSauvegarde {...sauvegarde} />
          <div className="rp-boutons">
            <Envoyer bouton="enregistrer">
              {p.publiee ? "Enregistrer la session" : "Enregistrer en brouillon"}
            </Envoyer>
            <Lien vers={`formations/${p.actionReference}#sessions`}>Quitter</Lien>
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
        <ChampCases
          {...commun}
          type={champ.type === "radio" ? "radio" : "checkbox"}
          options={champ.options ?? []}
        />
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

/** The organisation that delivers: one of ours and of those already used, or another, searched on the server. */
function Formateur({ commun, p }: { commun: Parameters<typeof ChampZone>[0]; p: ProprietesSession }) {
  const ancre = `${useFormAction()}#${commun.meta.id}`;
  const { formateurs: choisis = [], formateursTrouves: trouves, resultat } = p.reponse ?? {};
  const connus = [...p.formateurs, ...choisis.filter((c) => p.formateurs.every((f) => f.siret !== c.siret))];
  return (
    <>
      <ChampChoix {...commun} options={connus.map((f) => ({ code: f.siret, libelle: f.nom }))} />
      {commun.lectureSeule ? null : (
        <p className="rp-ligne">
          <span>
            <label htmlFor="rechercheFormateur">Un autre organisme : nom, ville ou SIRET</label>
            <br />
            <input
              id="rechercheFormateur"
              name="rechercheFormateur"
              defaultValue={String(resultat?.initialValue?.rechercheFormateur ?? "")}
            />
          </span>
          <button type="submit" name="bouton" value="chercherFormateur" formAction={ancre}>
            Chercher l'organisme
          </button>
        </p>
      )}
      {trouves ? (
        <div role="status">
          {trouves.length === 0 ? <p>Aucun organisme ne correspond.</p> : null}
          <ul>
            {trouves.map((f) => (
              <li key={f.siret}>
                <button type="submit" name="bouton" value={`formateur:${f.siret}`} formAction={ancre}>
                  {f.nom} ({f.siret})
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  );
}

/** The commune: searched by name or postal code on the server, then chosen. */
function Commune({ meta, saisie, p }: { meta: Meta; saisie: Saisie; p: ProprietesSession }) {
  const ancre = `${useFormAction()}#${meta.id}`;
  const trouvees = p.reponse?.communes;
  const choisie = String(saisie.lieuCommune ?? "");
  const ecrite = [saisie.lieuCodePostal, saisie.lieuVille].filter(Boolean).join(" ");
  return (
    <fieldset className="rp-champ" id={meta.id} tabIndex={-1} disabled={p.lectureSeule}>
      <legend>
        Commune{" "}
        <span className="rp-point" aria-hidden="true">
          ●
        </span>
        <span className="rp-cache"> (obligatoire)</span>
      </legend>
      <p>{choisie ? <strong>{ecrite}</strong> : "Aucune commune choisie."}</p>
      <input type="hidden" name="lieuCommune" value={choisie} />
      <input type="hidden" name="lieuCodePostal" value={String(saisie.lieuCodePostal ?? "")} />
      <input type="hidden" name="lieuVille" value={String(saisie.lieuVille ?? "")} />
      {p.lectureSeule ? null : (
        <p className="rp-ligne">
          <span>
            <label htmlFor="rechercheCommune">Nom ou code postal de la commune</label>
            <input
              id="rechercheCommune"
              name="rechercheCommune"
              defaultValue={String(p.reponse?.resultat.initialValue?.rechercheCommune ?? "")}
            />
          </span>
          <button type="submit" name="bouton" value="chercher" formAction={ancre}>
            Chercher la commune
          </button>
        </p>
      )}
      {trouvees ? (
        <div role="status">
          {trouvees.length === 0 ? (
            <p>Aucune commune de Nouvelle-Aquitaine ne correspond.</p>
          ) : (
            <ul>
              {trouvees.flatMap((c) =>
                c.codesPostaux.map((cp) => (
                  <li key={c.insee + cp}>
                    <button type="submit" name="bouton" value={`commune:${c.insee}-${cp}`} formAction={ancre}>
                      {cp} {c.nom}
                    </button>
                  </li>
                )),
              )}
            </ul>
          )}
        </div>
      ) : null}
      <p className="rp-aide">
        Hors de Nouvelle-Aquitaine, la formation se référence dans le Carif-Oref de sa région.
      </p>
      {meta.errors?.length ? <p className="rp-erreur">{(meta.errors as string[]).join(" ")}</p> : null}
    </fieldset>
  );
}

/** Each certification of the action, with its validation and, when it is not total, its blocs. */
function CertificationsVisees({
  certifications,
  saisie,
  meta,
  lectureSeule,
}: {
  certifications: CertificationDeSession[];
  saisie: Saisie;
  meta: (nom: string) => Meta;
  lectureSeule: boolean;
}) {
  const visees = liste(saisie.certificationsVisees);
  const validations = dictionnaire(saisie.validations);
  const blocs = liste(saisie.blocs);
  const erreurs = ["certificationsVisees", "validations", "blocs"].flatMap(
    (n) => (meta(n).errors as string[]) ?? [],
  );
  if (certifications.length === 0) {
    return <p>Aucune certification sur l'action : rien à préciser ici.</p>;
  }
  return (
    <fieldset className="rp-champ" id={meta("certificationsVisees").id} tabIndex={-1} disabled={lectureSeule}>
      <legend>Certifications disponibles pour la session</legend>
      <p className="rp-aide">En apprentissage : une seule certification, en validation totale.</p>
      {certifications.map((c) => (
        <div key={c.code} className="rp-option">
          <input
            type="checkbox"
            id={`visee-${c.code}`}
            name="certificationsVisees"
            value={c.code}
            defaultChecked={visees.includes(c.code)}
          />{" "}
          <label htmlFor={`visee-${c.code}`}>
            {c.code} · {c.intitule}
          </label>
          <fieldset className="rp-choix">
            <legend className="rp-cache">Validation de {c.code}</legend>
            {VALIDATIONS.map((v) => (
              <span key={v.code}>
                {" "}
                <input
                  type="radio"
                  id={`validation-${c.code}-${v.code}`}
                  name={`validations.${c.code}`}
                  value={v.code}
                  defaultChecked={validations[c.code] === v.code}
                />{" "}
                <label htmlFor={`validation-${c.code}-${v.code}`}>{v.libelle}</label>
              </span>
            ))}
          </fieldset>
          {c.blocs.length > 0 ? (
            <details open={validations[c.code] === "0" || validations[c.code] === "2"}>
              <summary>Blocs de compétences de {c.code} (validation partielle ou mixte)</summary>
              {c.blocs.map((b) => (
                <div key={b.code} className="rp-option">
                  <input
                    type="checkbox"
                    id={`bloc-${b.code}`}
                    name="blocs"
                    value={b.code}
                    defaultChecked={blocs.includes(b.code)}
                  />{" "}
                  <label htmlFor={`bloc-${b.code}`}>
                    {b.code.match(NOMBRE) ? `Bloc ${b.code}` : b.code} · {b.libelle}
                  </label>
                </div>
              ))}
            </details>
          ) : null}
        </div>
      ))}
      {erreurs.length > 0 ? <p className="rp-erreur">{erreurs.join(" ")}</p> : null}
    </fieldset>
  );
}
