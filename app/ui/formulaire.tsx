import { Form, type FormProps, useNavigation, useSubmit } from "@remix-run/react";
import { type FormEvent, type ReactNode, useContext, useEffect, useRef } from "react";
import { EcranContexte } from "./ecran";

/** The form being sent, if any, with its button. */
function useEnvoi() {
  const { state, formMethod, formData } = useNavigation();
  return { enCours: state !== "idle" && formMethod === "POST", formData };
}

const enTexte = (form?: FormData) => JSON.stringify([...(form ?? [])]);

/**
 * A form that posts, with the token of its page. On a slow line, a second press of the same button on the same
 * words is dropped; another button, or other words, waits for the answer under way: what that answer adds to the form is
 * then posted too.
 */
export function Formulaire({ children, onSubmit, ...reste }: Omit<FormProps, "method">) {
  const { jeton } = useContext(EcranContexte);
  const { enCours, formData } = useEnvoi();
  const submit = useSubmit();
  const suivant = useRef<{ form: HTMLFormElement; bouton: HTMLElement | null }>();
  const ancre = useRef("");

  useEffect(() => {
    if (enCours) return;
    // The button pressed may be gone with the answer: the field it belongs to takes the focus.
    if (ancre.current && document.activeElement === document.body) {
      document.getElementById(ancre.current)?.focus();
    }
    ancre.current = "";
    const attendu = suivant.current;
    if (!attendu) return;
    suivant.current = undefined;
    if (attendu.form.isConnected) {
      attendu.form.requestSubmit(attendu.bouton?.isConnected ? attendu.bouton : null);
    }
  }, [enCours]);

  const retenir = (e: FormEvent<HTMLFormElement>) => {
    const presse = (e.nativeEvent as SubmitEvent).submitter;
    if (!enCours) {
      ancre.current = presse?.getAttribute("formaction")?.split("#")[1] ?? "";
      return;
    }
    e.preventDefault();
    e.stopPropagation();
    if (enTexte(new FormData(e.currentTarget, presse)) !== enTexte(formData)) {
      suivant.current = { form: e.currentTarget, bouton: presse };
    }
  };
  // The anchor of a button is for a page that loads anew: this one stays where it was pressed, and does not move under
  // the next press once the answer is read.
  const envoyer = (e: FormEvent<HTMLFormElement>) => {
    onSubmit?.(e);
    if (e.defaultPrevented) return;
    const presse = (e.nativeEvent as SubmitEvent).submitter;
    const [action, pointe] = presse?.getAttribute("formaction")?.split("#") ?? [];
    if (!presse || !action || !pointe) return;
    e.preventDefault();
    submit(presse as HTMLButtonElement, { method: "post", action, preventScrollReset: true });
  };
  return (
    <Form method="post" onSubmitCapture={retenir} onSubmit={envoyer} {...reste}>
      <input type="hidden" name="jeton" value={jeton} />
      {children}
    </Form>
  );
}

/**
 * Enter presses the first submit button of a form: this one, shown to nobody, which searches or saves as the word just
 * typed asks (lireFormulaire). It stands before every button of its form, those outside of it too (`form`, its id).
 */
export function BoutonEntree({ form }: { form?: string }) {
  return (
    <button
      type="submit"
      form={form}
      name="bouton"
      value="entree"
      className="rp-cache"
      tabIndex={-1}
      aria-hidden="true"
    >
      Enregistrer
    </button>
  );
}

/** A button that sends its form, and says so while its own answer is awaited. One is the main one of its screen. */
export function Envoyer({
  bouton,
  variant,
  color,
  children,
  ...reste
}: {
  bouton?: string;
  variant?: "default";
  color?: "red";
  children: ReactNode;
  form?: string;
  formAction?: string;
}) {
  const envoi = useEnvoi();
  const attendu = envoi.enCours && (bouton === undefined || envoi.formData?.get("bouton") === bouton);
  return (
    <button
      type="submit"
      className={color === "red" ? "rp-danger" : variant === "default" ? undefined : "rp-principal"}
      {...(bouton === undefined ? {} : { name: "bouton", value: bouton })}
      aria-disabled={attendu || undefined}
      {...reste}
    >
      {children}
      {attendu ? "…" : null}
    </button>
  );
}
