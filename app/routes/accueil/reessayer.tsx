import { Form, useLocation } from "@remix-run/react";
import type { Panne } from "../../server/envoi.server";
import { Envoyer } from "../../ui/formulaire";
import { Lecture } from "../../ui/lecture";

/** What could not be answered, to be asked again: the page, or the form with every word that was typed. */
export function Reessayer({ titre = "Réessayez dans un instant", message, envoi, connexion }: Panne) {
  // With the `?index` that tells a page from its frame.
  const { pathname, search } = useLocation();
  const ici = pathname + search;
  return (
    <>
      <title>{`${titre} · RafaelPro`}</title>
      <h1>{titre}</h1>
      <p role="alert">{message}</p>
      {connexion ? (
        <p>
          <a href={connexion} target="_blank" rel="noreferrer">
            Se connecter (dans un nouvel onglet)
          </a>
        </p>
      ) : null}
      {envoi ? (
        <Renvoi envoi={envoi} adresse={ici} />
      ) : (
        <p>
          <a href={ici}>Réessayer</a>
        </p>
      )}
    </>
  );
}

function Renvoi({ envoi, adresse }: { envoi: NonNullable<Panne["envoi"]>; adresse: string }) {
  return (
    <Form method="post" action={adresse} data-repris="">
      {envoi.champs.map(([nom, valeur], i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same name may come several times, in this order
        <input key={i} type="hidden" name={nom} value={valeur} />
      ))}
      {envoi.secrets.map((nom) => (
        <p key={nom}>
          <label>
            Votre mot de passe, à retaper : <input type="password" name={nom} required />
          </label>
        </p>
      ))}
      <p>
        <strong>Votre saisie n'est pas encore enregistrée, et elle est gardée dans cette page.</strong> Ne la
        fermez pas : le bouton l'envoie telle quelle.
      </p>
      <div className="rp-boutons">
        <Envoyer>Réessayer</Envoyer>
      </div>
      {envoi.lignes.length > 0 ? (
        <>
          <h2>Ce que vous avez saisi</h2>
          <Lecture lignes={envoi.lignes} />
        </>
      ) : null}
    </Form>
  );
}
