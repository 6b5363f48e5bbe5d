import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** A real mail server on this machine: keeps what it takes, and refuses whom it is told to. */
export async function demarrerSmtp(): Promise<{
  url: string;
  recus: ParsedMail[];
  refuses: Set<string>;
  arreter: () => Promise<void>;
}> {
  const recus: ParsedMail[] = [];
  const refuses = new Set<string>();
  const serveur = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo({ address }, _session, suite) {
      suite(refuses.has(address) ? new Error(`no such user ${address}`) : undefined);
    },
    onData(flux, _session, suite) {
      simpleParser(flux).then((courriel) => {
        recus.push(courriel);
        suite();
      }, suite);
    },
  });
  await new Promise<void>((oui) => serveur.listen(0, "127.0.0.1", oui));
  const { port } = serveur.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    recus,
    refuses,
    arreter: () => new Promise((fini) => serveur.close(() => fini())),
  };
}
