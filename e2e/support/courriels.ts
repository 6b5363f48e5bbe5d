import { portLibre } from "../../scripts/test/postgres";
import { demarrerSmtp } from "../../scripts/test/smtp";
import { demarrerCopie } from "./autonome";
import { test as base } from "./test";

type Boite = Awaited<ReturnType<typeof demarrerSmtp>>;

/** The standalone application, which sends its mails through a real server. */
export const test = base.extend<object, { boite: Boite }>({
  boite: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from this pattern
    async ({}, use) => {
      const boite = await demarrerSmtp();
      await use(boite);
      await boite.arreter();
    },
    { scope: "worker" },
  ],
  serveur: [
    async ({ boite }, use) => {
      // The links of the mails name the application before it listens.
      const port = await portLibre();
      const serveur = await demarrerCopie({
        PORT: String(port),
        SMTP_URL: boite.url,
        COURRIEL_DE: "RafaelPro <offre@exemple.fr>",
        ADRESSE_PUBLIQUE: `http://localhost:${port}`,
        COURRIEL_PERIODE: "1",
      });
      await use(serveur.adresse);
      await serveur.arreter();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});
