import "../../ui/styles.css";
import { isRouteErrorResponse, useLocation, useParams, useRouteError } from "@remix-run/react";
import { Lien, useAdresse } from "../../ui/lien";
import { Reessayer } from "./reessayer";
import { usePanne } from "./reprise";

const TITRES: Record<number, string> = {
  403: "Accès refusé",
  404: "Page introuvable",
  409: "Cette page a changé entre-temps",
  413: "Cet envoi est trop long",
  422: "Cette demande n'est pas complète",
};

/** The boundary inside the frame: what happened, in French, and a way on. Nothing of an unexpected error is shown. */
export function LimiteErreur() {
  const erreur = useRouteError();
  const { reference, session } = useParams();
  // From the mount point: a portal may have a « moderation » of its own above it.
  const controle = useLocation().pathname.startsWith(useAdresse()("moderation/"));
  const panne = usePanne();
  if (panne) return <Reessayer {...panne} />;
  const connue = isRouteErrorResponse(erreur) ? erreur : null;
  const phrase =
    (connue?.data as { message?: string } | null)?.message ??
    (connue?.status === 404
      ? "Cette adresse ne correspond à aucune page. Vérifiez-la, ou repartez de l'accueil."
      : "Une erreur est survenue de notre côté. Réessayez dans un instant ; rien de ce qui est enregistré n'est perdu.");
  return (
    <>
      <title>{`${TITRES[connue?.status ?? 0] ?? "Erreur"} · RafaelPro`}</title>
      <h1>{TITRES[connue?.status ?? 0] ?? "Réessayez dans un instant"}</h1>
      <p>{phrase}</p>
      <p className="rp-boutons">
        {session || (reference && connue?.status !== 404) ? (
          <Lien vers={`${controle ? "moderation" : "formations"}/${reference}`}>Revenir à l'action</Lien>
        ) : null}
        {reference ? (
          <Lien vers={controle ? "moderation" : "formations"}>
            {controle ? "File de contrôle" : "Mes formations"}
          </Lien>
        ) : null}
        <Lien vers="" reloadDocument>
          Revenir à l'accueil
        </Lien>
      </p>
    </>
  );
}

/** The same where the frame itself is missing: it brings its own root element. */
export function LimiteErreurSeule() {
  return (
    <div className="rafael">
      <main className="rp-page" id="contenu">
        <LimiteErreur />
      </main>
    </div>
  );
}
