import { adresseSure } from "../referentiels/adresse";
import { ConfigurationRefusee, lireVariables } from "../referentiels/variables";
import type { ServiceDeCourriel } from "./courriel";

/** A mail server that does not answer in that time, in milliseconds, is away. */
const PATIENCE_MS = 20_000;

/**
 * Mails through the server of `SMTP_URL`, from `COURRIEL_DE`, with links to `ADRESSE_PUBLIQUE`, every `COURRIEL_PERIODE`
 * seconds; null when none of them is set. Throws {@link ConfigurationRefusee}.
 */
export function lireServiceDeCourriel(
  env: Readonly<Record<string, string | undefined>>,
): ServiceDeCourriel | null {
  const lues = lireVariables(env, {
    quoi: "L'envoi des courriels est réglé",
    requises: ["SMTP_URL", "COURRIEL_DE", "ADRESSE_PUBLIQUE"],
    facultatives: ["COURRIEL_PERIODE"],
  });
  if (!lues) return null;
  const { SMTP_URL: smtp, COURRIEL_DE: de, ADRESSE_PUBLIQUE: adresse, COURRIEL_PERIODE: periode } = lues;
  if (!/^smtps?:\/\/[^\s/]+/.test(smtp) || !URL.canParse(smtp)) {
    // Never shown: it may hold a password.
    throw new ConfigurationRefusee(
      "SMTP_URL doit être l'adresse d'un serveur d'envoi : smtps://utilisateur:motdepasse@serveur:465, ou smtp://…",
    );
  }
  if (!/^[^\s@<>]+@[^\s@<>]+$|^[^<>@\r\n]+<[^\s@<>]+@[^\s@<>]+>$/.test(de)) {
    throw new ConfigurationRefusee(
      `COURRIEL_DE doit être une adresse, comme « RafaelPro <offre@exemple.fr> » ; reçu : « ${de} ».`,
    );
  }
  if (!adresseSure(adresse)) {
    throw new ConfigurationRefusee(
      `ADRESSE_PUBLIQUE doit être l'adresse en https:// où l'application se lit (http:// pour cette machine seulement) ; reçu : « ${adresse} ».`,
    );
  }
  if (periode && !/^[1-9]\d{0,4}$/.test(periode)) {
    throw new ConfigurationRefusee(
      `COURRIEL_PERIODE doit être un nombre de secondes, de 1 à 99999 ; reçu : « ${periode} ».`,
    );
  }
  return {
    adresse,
    ...(periode ? { periode: Number(periode) } : {}),
    envoyer: async ({ a, objet, texte, cle }) => {
      // Loaded by who sends: a process without mails does not hold it.
      const { createTransport } = await import("nodemailer");
      const transport = createTransport({
        url: smtp,
        connectionTimeout: PATIENCE_MS,
        greetingTimeout: PATIENCE_MS,
        socketTimeout: PATIENCE_MS,
      });
      await transport.sendMail({
        from: de,
        to: { name: "", address: a },
        subject: objet,
        text: texte,
        messageId: `<${cle}@${new URL(adresse).hostname}>`,
        headers: { "Auto-Submitted": "auto-generated" },
      });
    },
  };
}
