import { request } from "node:http";

export type Reponse = {
  statut: number;
  entetes: Record<string, string | string[] | undefined>;
  /** The body as it crossed the line, compressed. */
  corps: Buffer;
};

/** A browser's requests, counted: keeps cookies, says what it accepts, follows nothing and decodes nothing. */
export class Client {
  readonly #cookies = new Map<string, string>();
  readonly #adresse: string;
  readonly #entetes: Record<string, string>;

  constructor(adresse: string, entetes: Record<string, string> = {}) {
    this.#adresse = adresse;
    this.#entetes = { "Accept-Encoding": "br, gzip", Origin: adresse, ...entetes };
  }

  get(chemin: string, entetes: Record<string, string> = {}): Promise<Reponse> {
    return this.#envoyer("GET", chemin, entetes);
  }

  post(chemin: string, champs: Record<string, string>): Promise<Reponse> {
    return this.#envoyer(
      "POST",
      chemin,
      { "Content-Type": "application/x-www-form-urlencoded" },
      String(new URLSearchParams(champs)),
    );
  }

  #envoyer(
    method: string,
    chemin: string,
    entetes: Record<string, string>,
    corps?: string,
  ): Promise<Reponse> {
    const Cookie = [...this.#cookies].map(([nom, valeur]) => `${nom}=${valeur}`).join("; ");
    return new Promise((ok, non) => {
      const envoi = request(
        new URL(chemin, this.#adresse),
        { method, headers: { ...this.#entetes, ...(Cookie ? { Cookie } : {}), ...entetes } },
        (r) => {
          for (const c of r.headers["set-cookie"] ?? []) {
            const [paire = ""] = c.split(";");
            const i = paire.indexOf("=");
            this.#cookies.set(paire.slice(0, i), paire.slice(i + 1));
          }
          const morceaux: Buffer[] = [];
          r.on("data", (m) => morceaux.push(m));
          r.on("end", () =>
            ok({ statut: r.statusCode ?? 0, entetes: r.headers, corps: Buffer.concat(morceaux) }),
          );
          r.on("error", non);
        },
      );
      envoi.on("error", non);
      envoi.end(corps);
    });
  }
}
