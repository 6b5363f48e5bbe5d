import { getFormProps, type SubmissionResult, useForm } from "@conform-to/react";
import { Button } from "@mantine/core";
import { Form, useNavigation } from "@remix-run/react";
import type { Saisie } from "../../../../db/types";
import { CHAMPS_ACTION, type Champ, liste } from "../../../catalogue/champs";
import { ChampCases, ChampChoix, ChampTexte, ChampZone, type Meta, ResumeErreurs } from "../../../ui/champs";
import { Conflit } from "../../../ui/conflit";
import { Lien } from "../../../ui/lien";
import { type CertificationAffichee, Certifications } from "./certifications";

export type ReponseFormulaire = {
  resultat: SubmissionResult;
  conflit?: { champ: string; libelle: string; actuel: string; saisi: string }[] | null;
  version?: number;
  trouvees?: CertificationAffichee[];
  connues?: CertificationAffichee[];
  aConfirmer?: boolean;
};

export type ProprietesFormulaire = {
  reference?: string;
  responsable: string;
  saisie: Saisie;
  version: number;
  lectureSeule?: boolean;
  publiee?: boolean;
  certifications: CertificationAffichee[];
  motifs?: { champ: string; phrase: string }[];
  reponse: ReponseFormulaire | undefined;
};

/** The form of the action, new or not. */
export function FormulaireAction(p: ProprietesFormulaire) {
  const { reponse, lectureSeule = false } = p;
  const [form, champs] = useForm<Record<string, unknown>>({
    id: "action",
    lastResult: reponse?.resultat ?? null,
    defaultValue: p.saisie as Record<string, string>,
  });
  const enCours = useNavigation().state === "submitting";
  const meta = (nom: string) => (champs as Record<string, unknown>)[nom] as Meta;
  const erreurs = CHAMPS_ACTION.flatMap((c) =>
    ((meta(c.nom).errors as string[] | undefined) ?? []).map((phrase) => ({
      ancre: `#${meta(c.nom).id}`,
      phrase,
    })),
  );
  // What was posted replaces what is stored as a whole: a certification removed is absent from it.
  const saisie = (reponse?.resultat.initialValue as Saisie | undefined) ?? p.saisie;
  const groupes = [...new Set(CHAMPS_ACTION.map((c) => c.groupe))];
  return (
    <Form method="post" {...getFormProps(form)} aria-label="Action de formation">
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
      <input type="hidden" name="version" value={reponse?.version ?? p.version} />
      {form.errors?.length ? <ResumeErreurs titre={form.errors[0] ?? ""} erreurs={erreurs} /> : null}
      {reponse?.conflit?.length ? <Conflit lignes={reponse.conflit} /> : null}
      {reponse?.aConfirmer ? <AConfirmer /> : null}
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
          Il porte la formation ; pour l'apprentissage, il signe les contrats. Pour en changer, changez de
          structure en haut à droite.
        </p>
      </div>
      {lectureSeule ? null : (
        <p>
          Les champs marqués d'un point rouge <span className="rp-point">●</span> sont obligatoires pour
          valider. Un brouillon s'enregistre même incomplet.
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
                    Cap Métiers : {m.phrase}
                  </p>
                ))}
              {c.type === "certifications" ? (
                <Certifications
                  meta={meta(c.nom)}
                  choisies={liste(saisie[c.nom])}
                  champ={c}
                  connues={[...p.certifications, ...(reponse?.connues ?? [])]}
                  trouvees={reponse?.trouvees}
                  recherche={String(reponse?.resultat.initialValue?.rechercheCertification ?? "")}
                  lectureSeule={lectureSeule}
                />
              ) : (
                <ChampAction champ={c} meta={meta(c.nom)} lectureSeule={lectureSeule} />
              )}
            </div>
          ))}
        </section>
      ))}
      {lectureSeule ? null : (
        <div className="rp-boutons">
          {p.publiee ? (
            reponse?.aConfirmer ? (
              <Button type="submit" name="bouton" value="confirmer" loading={enCours}>
                Enregistrer et soumettre la certification
              </Button>
            ) : (
              <Button type="submit" name="bouton" value="enregistrer" loading={enCours}>
                Enregistrer les modifications
              </Button>
            )
          ) : (
            <>
              <Button type="submit" name="bouton" value="enregistrer" variant="default" loading={enCours}>
                Sauvegarder en mode brouillon
              </Button>
              <Button type="submit" name="bouton" value="session" variant="default">
                Ajouter une session
              </Button>
              <Button type="submit" name="bouton" value="valider">
                Valider
              </Button>
            </>
          )}
          <Lien vers="formations">Quitter</Lien>
        </div>
      )}
    </Form>
  );
}

function AConfirmer() {
  return (
    <div className="rp-info" role="alert">
      <p>
        <strong>Vous avez changé la certification : cette partie passe au contrôle de Cap Métiers.</strong>
      </p>
      <p>
        Le reste de vos modifications sera en ligne tout de suite. La certification déjà approuvée reste
        publiée jusqu'à la décision, sous 2 à 4 jours ouvrables ; d'ici là, l'action est dans l'onglet «
        Modifiées ».
      </p>
      <p>Rien n'est encore enregistré : confirmez en bas du formulaire, ou remettez la certification.</p>
    </div>
  );
}

function ChampAction({ champ, meta, lectureSeule }: { champ: Champ; meta: Meta; lectureSeule: boolean }) {
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
      return <ChampCases {...p} type="checkbox" options={champ.options ?? []} />;
    case "choix":
      return (
        <>
          <ChampChoix {...p} options={champ.options ?? []} />
          <details className="rp-champ">
            <summary>Définitions des objectifs</summary>
            <dl>
              {(champ.options ?? []).map((o) => (
                <div key={o.code}>
                  <dt>
                    <strong>{o.libelle}</strong>
                  </dt>
                  <dd>{o.aide}</dd>
                </div>
              ))}
            </dl>
          </details>
        </>
      );
    default:
      return <ChampTexte {...p} type={TYPES_HTML[champ.type] ?? "text"} />;
  }
}

// A malformed address is refused by our own rule, in our own words: the browser's check would stop a draft.
const TYPES_HTML: Record<string, string> = { telephone: "tel" };
