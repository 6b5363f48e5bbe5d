import { Form } from "@remix-run/react";

/** When a person is told by e-mail. */
export const RECOIT =
  "Vous recevez un courriel quand Cap Métiers publie une de vos actions, demande un complément ou vous répond, et avant la fin de la dernière session.";

/** Whether the person is told by e-mail, and the button that changes it. */
export function Courriels({ recoit }: { recoit: boolean }) {
  return (
    <section className="rp-groupe" aria-labelledby="courriels">
      <h2 id="courriels">Courriels</h2>
      <p>{recoit ? RECOIT : "Vous ne recevez pas de courriel : ce que Cap Métiers décide se lit ici."}</p>
      {/* Without a token, as the choice of a structure: chosen twice, it is chosen. */}
      <Form method="post">
        <button type="submit" className="rp-lien" name="courriels" value={recoit ? "non" : "oui"}>
          {recoit ? "Ne plus recevoir de courriel" : "Recevoir les courriels"}
        </button>
      </Form>
    </section>
  );
}
