import { Button, type ButtonProps } from "@mantine/core";
import { Form, type FormProps, useNavigation } from "@remix-run/react";
import { type ReactNode, useContext } from "react";
import { EcranContexte } from "./ecran";

/** A form that posts, with the token of its page. */
export function Formulaire({ children, ...reste }: Omit<FormProps, "method">) {
  const { jeton } = useContext(EcranContexte);
  return (
    <Form method="post" {...reste}>
      <input type="hidden" name="jeton" value={jeton} />
      {children}
    </Form>
  );
}

/** A button that sends its form; while its own answer is awaited it says so and takes no second press. */
export function Envoyer({
  bouton,
  children,
  ...reste
}: ButtonProps & { bouton?: string; children: ReactNode; form?: string; formAction?: string }) {
  const envoi = useNavigation();
  const attendu =
    envoi.state !== "idle" &&
    envoi.formMethod === "POST" &&
    (bouton === undefined || envoi.formData?.get("bouton") === bouton);
  return (
    <Button
      type="submit"
      {...(bouton === undefined ? {} : { name: "bouton", value: bouton })}
      aria-disabled={attendu || undefined}
      onClick={attendu ? (e) => e.preventDefault() : undefined}
      {...reste}
    >
      {children}
      {attendu ? "…" : null}
    </Button>
  );
}
