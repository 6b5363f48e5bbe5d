import { adresseSure } from "../referentiels/adresse";
import type { ServiceDeCourriel } from "./courriel";

/** The variables are there in part, or wrong: one sentence for the person who starts the program. */
export class ConfigurationCourrielRefusee extends Error {}

/** A mail server that does not answer in that time, in milliseconds, is away. */
const PATIENCE_MS = 20_000;

/**
 * Mails through the server of `SMTP_URL`, from `COURRIEL_DE`, with links to `ADRESSE_PUBLIQUE`, every `COURRIEL_PERIODE`
 * seconds; null when none of them is set. Throws {@link ConfigurationCourrielRefusee}: half a configuration is never
 * taken for none.
 */
export function lireServiceDeCourriel(
  env: Readonly<Record<string, string | undefined>>,
): ServiceDeCourriel | null {
  const lire = (nom: string) => env[nom]?.trim() ?? "";
  const [smtp, de, adresse, periode] = [
    lire("SMTP_URL"),
    lire("COURRIEL_DE"),
    lire("ADRESSE_PUBLIQUE"),
    lire("COURRIEL_PERIODE"),
  ];
  if (!smtp && !de && !adresse && !periode) return null;
  const manquent = Object.entries({ SMTP_URL: smtp, COURRIEL_DE: de, ADRESSE_PUBLIQUE: adresse }).flatMap(
    ([variable, valeur]) => (valeur ? [] : variable),
  );
  if (manquent.length > 0) {
    throw new ConfigurationCourrielRefusee(
      `L'envoi des courriels est réglé en partie : il manque ${manquent.join(" et ")}. Donnez tout, ou retirez SMTP_URL, COURRIEL_DE, ADRESSE_PUBLIQUE et COURRIEL_PERIODE.`,
    );
  }
  if (!/^smtps?:\/\/[^\s/]+/.test(smtp) || !URL.canParse(smtp)) {
    // Never shown: it may hold a password.
    throw new ConfigurationCourrielRefusee(
      "SMTP_URL doit être l'adresse d'un serveur d'envoi : smtps://utilisateur:motdepasse@serveur:465, ou smtp://…",
    );
  }
  if (!/^[^\s@<>]+@[^\s@<>]+$|^[^<>@\r\n]+<[^\s@<>]+@[^\s@<>]+>$/.test(de)) {
    throw new ConfigurationCourrielRefusee(
      `COURRIEL_DE doit être une adresse, comme « RafaelPro <offre@exemple.fr> » ; reçu : « ${de} ».`,
    );
  }
  if (!adresseSure(adresse)) {
    throw new ConfigurationCourrielRefusee(
      `ADRESSE_PUBLIQUE doit être l'adresse en https:// où l'application se lit (http:// pour cette machine seulement) ; reçu : « ${adresse} ».`,
    );
  }
  if (periode && !/^[1-9]\d{0,4}$/.test(periode)) {
    throw new ConfigurationCourrielRefusee(
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
