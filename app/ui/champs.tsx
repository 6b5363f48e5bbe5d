import type { FieldMetadata } from "@conform-to/react";
import { useActionData } from "@remix-run/react";
import { type MouseEvent, type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { longueur, PHRASE_MAX } from "../referentiels/texte";
import { Lien } from "./lien";

/** What a field of a form shows: the same for every widget. */
export type Presentation = {
  libelle: string;
  aide?: string | undefined;
  max?: number | undefined;
  requis?: boolean;
  lectureSeule?: boolean | undefined;
};

/** Conform's metadata of one field, whatever the form: a widget reads one field and knows what it holds. */
export type Meta = Pick<
  FieldMetadata<unknown>,
  "id" | "name" | "key" | "errorId" | "descriptionId" | "initialValue" | "errors"
> & { getFieldset: () => unknown; getFieldList: () => unknown };

/** What a widget of one text needs of it; outside Conform, `metaDe` makes it (app/ui/meta.ts). */
export type MetaDeTexte = Omit<Meta, "key" | "getFieldset" | "getFieldList">;

/** The label of a field; a required one has a red dot, and says so in words. */
export function Libelle({ libelle, requis }: Pick<Presentation, "libelle" | "requis">) {
  return (
    <>
      {libelle}
      {requis ? (
        <>
          {" "}
          <span className="rp-point" aria-hidden="true">
            ●
          </span>
          <span className="rp-cache"> (obligatoire)</span>
        </>
      ) : null}
    </>
  );
}

/** What is wrong with a field, under the id that its widget points at. */
export function Erreurs({ meta }: { meta: MetaDeTexte }) {
  return meta.errors?.length ? (
    <p className="rp-erreur" id={meta.errorId}>
      {(meta.errors as string[]).join(" ")}
    </p>
  ) : null;
}

/** The ids a group of widgets points at: its error first, then its help. ARIA says no group invalid. */
export function groupeDecritPar(meta: MetaDeTexte, aide?: string) {
  const ids = [meta.errors?.length ? meta.errorId : "", aide ? meta.descriptionId : ""];
  return { "aria-describedby": ids.filter(Boolean).join(" ") || undefined };
}

/** The same of one widget, which is said invalid when it is. */
export function decritPar(meta: MetaDeTexte, aide?: string) {
  return { ...groupeDecritPar(meta, aide), "aria-invalid": meta.errors?.length ? true : undefined };
}

function Enveloppe({
  meta,
  aide,
  p,
  children,
}: {
  meta: MetaDeTexte;
  aide?: string | undefined;
  /** Absent: the children carry their own legend. */
  p?: Presentation;
  children: ReactNode;
}) {
  return (
    <div className="rp-champ">
      {p ? (
        <label htmlFor={meta.id}>
          <Libelle {...p} />
        </label>
      ) : null}
      {children}
      {aide ? (
        <p className="rp-aide" id={meta.descriptionId}>
          {aide}
        </p>
      ) : null}
      <Erreurs meta={meta} />
    </div>
  );
}

/** One line of text: text, web address, e-mail, phone, whole number or date. */
export function ChampTexte({
  meta,
  type,
  inputMode,
  autoComplete,
  ...p
}: Presentation & { meta: MetaDeTexte; type: string; inputMode?: "numeric"; autoComplete?: string }) {
  return (
    <Enveloppe meta={meta} aide={p.aide} p={p}>
      <input
        id={meta.id}
        name={meta.name}
        type={type}
        inputMode={inputMode}
        autoComplete={autoComplete}
        defaultValue={(meta.initialValue as string | undefined) ?? ""}
        readOnly={p.lectureSeule}
        {...decritPar(meta, p.aide)}
      />
    </Enveloppe>
  );
}

/** Several lines, with what is left when scripts run. */
export function ChampZone({ meta, ...p }: Presentation & { meta: MetaDeTexte }) {
  const initiale = (meta.initialValue as string | undefined) ?? "";
  const [compte, setCompte] = useState(longueur(initiale));
  const aide = [p.aide, p.max ? `${p.max} caractères au plus.` : ""].filter(Boolean).join(" ");
  return (
    <Enveloppe meta={meta} p={p} aide={aide}>
      <textarea
        id={meta.id}
        name={meta.name}
        rows={p.max && p.max > PHRASE_MAX ? 8 : 3}
        defaultValue={initiale}
        readOnly={p.lectureSeule}
        onInput={(e) => setCompte(longueur(e.currentTarget.value))}
        {...decritPar(meta, aide)}
      />
      {p.max && compte > 0 ? (
        <p
          role={compte > p.max ? "status" : undefined}
          className={compte > p.max ? "rp-erreur" : "rp-compte"}
        >
          {compte} / {p.max}
        </p>
      ) : null}
    </Enveloppe>
  );
}

type Choix = { code: string; libelle: string; aide?: string };

/** One answer of a list, as a native select. */
export function ChampChoix({
  meta,
  options,
  ...p
}: Presentation & { meta: MetaDeTexte; options: readonly Choix[] }) {
  return (
    <Enveloppe meta={meta} aide={p.aide} p={p}>
      <select
        id={meta.id}
        name={meta.name}
        defaultValue={(meta.initialValue as string | undefined) ?? ""}
        disabled={p.lectureSeule}
        {...decritPar(meta, p.aide)}
      >
        <option value="">Choisir…</option>
        {options.map((o) => (
          <option key={o.code} value={o.code}>
            {o.libelle}
          </option>
        ))}
      </select>
    </Enveloppe>
  );
}

/** One answer (radio) or several (cases) of a short list. */
export function ChampCases({
  meta,
  options,
  type,
  ...p
}: Presentation & { meta: MetaDeTexte; options: readonly Choix[]; type: "radio" | "checkbox" }) {
  const valeurs = ([] as unknown[]).concat(meta.initialValue ?? []).map(String);
  return (
    <Enveloppe meta={meta} aide={p.aide}>
      <fieldset id={meta.id} tabIndex={-1} disabled={p.lectureSeule} {...groupeDecritPar(meta, p.aide)}>
        <legend>
          <Libelle {...p} />
        </legend>
        {options.map((o) => (
          <div className="rp-option" key={o.code}>
            <input
              type={type}
              id={`${meta.id}-${o.code}`}
              name={meta.name}
              value={o.code}
              defaultChecked={valeurs.includes(o.code)}
              aria-describedby={o.aide ? `aide-${meta.id}-${o.code}` : undefined}
            />{" "}
            <label htmlFor={`${meta.id}-${o.code}`}>{o.libelle}</label>
            {o.aide ? (
              <span className="rp-aide" id={`aide-${meta.id}-${o.code}`}>
                {" "}
                {o.aide}
              </span>
            ) : null}
          </div>
        ))}
      </fieldset>
    </Enveloppe>
  );
}

/** Takes the focus to the field without a navigation, with which the router would forget the answer and its errors. */
function allerAuChamp(clic: MouseEvent, ancre: string): void {
  // An address of another page names no element of this one.
  const champ = document.getElementById(ancre.slice(1));
  champ?.focus();
  if (document.activeElement === champ) clic.preventDefault();
}

const jamais = () => () => {};
/** No answer yet: what a summary has shown before its first. */
const RIEN = {};

/** What a reason says, where those of an action and of its sessions stand together. */
export const direRaison = (r: { session?: string | null; phrase: string }): string =>
  r.session ? `Session ${r.session} : ${r.phrase}` : r.phrase;

/**
 * Every error at once, focused on arrival, each a link to its field. In the page that the server sent, the browser gave
 * the focus itself, and whoever types there already when the scripts come keeps it.
 */
export function ResumeErreurs({
  titre,
  erreurs,
  suite,
}: {
  titre: string;
  erreurs: { ancre: string; phrase: string }[];
  /** Where the person was going. */
  suite?: string | undefined;
}) {
  const resume = useRef<HTMLDivElement>(null);
  const reponse = useActionData();
  const duServeur = useSyncExternalStore(
    jamais,
    () => false,
    () => true,
  );
  const montree = useRef<unknown>(duServeur ? reponse : RIEN);
  // Each answer, even with the same reasons, brings back here.
  useEffect(() => {
    if (montree.current === reponse) return;
    montree.current = reponse;
    resume.current?.focus();
  }, [reponse]);
  return (
    // biome-ignore lint/a11y/noAutofocus: without a script, the attribute alone gives the summary the focus
    <div ref={resume} className="rp-resume" role="alert" tabIndex={-1} autoFocus id="erreurs">
      <h2>{titre}</h2>
      {erreurs.length > 0 ? (
        <ul>
          {erreurs.map((e) => (
            <li key={e.ancre + e.phrase}>
              <a href={e.ancre} onClick={(clic) => allerAuChamp(clic, e.ancre)}>
                {e.phrase}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      {suite ? <Lien vers={suite}>Continuer sans enregistrer</Lien> : null}
    </div>
  );
}
