import { connect, createServer, type Server, type Socket } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { adressesDe } from "./adresses";
import { BaseIndisponible, type BaseOuverte, connecterPostgres, ouvrirBase, ouvrirPostgres } from "./client";
import { LiaisonPerdue, panneDeBase } from "./panne";

describe("reconnaître une panne de la base", () => {
  test("une liaison perdue, un serveur qui s'arrête ou une copie en lecture seule se reconnaissent, même enveloppés", () => {
    const nue = Object.assign(new Error("terminating connection"), { code: "57P01" });
    expect(panneDeBase(nue)).toBe("57P01");
    expect(panneDeBase(new Error("Failed query", { cause: new LiaisonPerdue("perdue") }))).toBe(
      "CONNECTION_CLOSED",
    );
    for (const code of ["ECONNREFUSED", "08P01", "08006", "57P03", "25006", "53300", "40001"]) {
      expect(panneDeBase(Object.assign(new Error(), { code }))).toBe(code);
    }
  });

  test("une contrainte, une faute de frappe ou une erreur du programme n'en sont pas", () => {
    for (const code of ["23505", "42601", "22001", "ENOENT"]) {
      expect(panneDeBase(Object.assign(new Error(), { code }))).toBeNull();
    }
    expect(panneDeBase(new TypeError("x is undefined"))).toBeNull();
    expect(panneDeBase("rien")).toBeNull();
  });
});

test("une adresse nomme un serveur, plusieurs, ou une prise Unix", () => {
  expect(adressesDe("postgres://u:p@a:5433/base?target_session_attrs=primary&sslmode=require")).toEqual({
    url: "postgres://u:p@a:5433/base?sslmode=require",
    adresses: [{ host: "a", port: 5433 }],
  });
  expect(adressesDe("postgres://u:p@a:5433,b:5434/base").adresses).toEqual([
    { host: "a", port: 5433 },
    { host: "b", port: 5434 },
  ]);
  vi.stubEnv("PGHOST", "/run/pg");
  expect(adressesDe("postgres:///base").adresses).toEqual([{ path: "/run/pg/.s.PGSQL.5432" }]);
  vi.unstubAllEnvs();
});

test.each([
  ["DATABASE_LIAISONS", "dix"],
  ["DATABASE_LIAISONS", "0"],
  ["DATABASE_LIAISONS", "-1"],
  ["DATABASE_LIAISONS", "1.5"],
  ["DATABASE_SILENCE", "8s"],
  ["DATABASE_SILENCE", "Infinity"],
])("%s=%s est refusé d'une phrase, plutôt que de n'ouvrir aucune liaison", async (nom, valeur) => {
  const ouverte = ouvrirBase({ DATABASE_URL: "postgres://essai@127.0.0.1:1/rien", [nom]: valeur });
  await expect(ouverte).rejects.toThrow(BaseIndisponible);
  await expect(ouverte).rejects.toThrow(new RegExp(`^${nom} doit être un nombre entier.*« ${valeur} »`));
});

// PGlite is in the process: it has no line to cut.
if (process.env.BASE_DE_TEST === "postgres") {
  describe("quand la ligne vers PostgreSQL est coupée", () => {
    let relais: Relais;
    let base: BaseOuverte;

    beforeAll(async () => {
      relais = await ouvrirRelais(process.env.TEST_DATABASE_URL ?? "");
      base = await connecterPostgres(relais.url, { DATABASE_SILENCE: "1", DATABASE_LIAISONS: "2" });
      // A server that is given may have that of a run that was cut.
      await base.db.execute(sql`drop table if exists coupure`);
      await base.db.execute(sql`create table coupure (mot text primary key)`);
    });
    afterAll(async () => {
      await base.db.execute(sql`drop table coupure`);
      await base.fermer();
      await relais.fermer();
    });
    afterEach(async () => {
      relais.retablir();
      // Whatever happened, every link answers again, more often than there are links.
      for (let i = 0; i < 5; i += 1) expect(await base.db.execute(sql`select 1 as un`)).toEqual([{ un: 1 }]);
    });
    const mots = async () =>
      (await base.db.execute<{ mot: string }>(sql`select mot from coupure order by mot`)) as unknown as {
        mot: string;
      }[];
    const panne = async (travail: PromiseLike<unknown>) => {
      const erreur = await Promise.resolve(travail).then(
        () => null,
        (e: unknown) => e,
      );
      return panneDeBase(erreur);
    };

    test("entre deux requêtes d'une transaction : rien n'est écrit, et la suite ne part pas sur une autre liaison", async () => {
      const raison = await panne(
        base.db.transaction(async (tx) => {
          await tx.execute(sql`insert into coupure values ('avant')`);
          relais.couper();
          await base.db.execute(sql`select 1`).catch(() => {});
          await tx.execute(sql`insert into coupure values ('apres')`);
        }),
      );
      expect(raison).toBe("CONNECTION_CLOSED");
      expect(await mots()).toEqual([]);
    });

    test("pendant une requête d'une transaction : la panne est dite et le processus vit", async () => {
      const raison = await panne(
        base.db.transaction(async (tx) => {
          setTimeout(() => relais.couper(), 50);
          await Promise.all([
            tx.execute(sql`select pg_sleep(5)`),
            tx.execute(sql`insert into coupure values (${"à la suite"})`),
          ]);
        }),
      );
      expect(raison).not.toBeNull();
      expect(await mots()).toEqual([]);
    });

    test("pendant des requêtes simples, plus nombreuses que les liaisons", async () => {
      const lentes = Array.from({ length: 6 }, () => panne(base.db.execute(sql`select pg_sleep(0.3)`)));
      setTimeout(() => relais.couper(), 50);
      expect((await Promise.all(lentes)).filter(Boolean).length).toBeGreaterThanOrEqual(2);
    });

    test("un serveur qui ne répond plus sans rien dire ne retient pas la personne", async () => {
      relais.geler();
      expect(await panne(base.db.execute(sql`select 1`))).not.toBeNull();
    });

    test("un serveur arrêté refuse aussitôt", async () => {
      relais.couper();
      await relais.arreter();
      for (let i = 0; i < 3; i += 1) {
        expect(await panne(base.db.execute(sql`select 1`))).toMatch(/ECONNREFUSED|CONNECTION_CLOSED/);
      }
      await relais.reprendre();
    });

    test("une requête refusée défait la transaction, la suivante passe", async () => {
      await expect(
        base.db.transaction(async (tx) => {
          await tx.execute(sql`insert into coupure values ('a')`);
          await tx.execute(sql`insert into coupure values ('a')`).catch(() => {});
        }),
      ).rejects.toThrow("rien n'a été écrit");
      await base.db.transaction(async (tx) => {
        await tx.execute(sql`insert into coupure values ('a')`);
        await tx
          .transaction(async (point) => {
            await point.execute(sql`insert into coupure values ('b')`);
            await point.execute(sql`insert into coupure values ('a')`);
          })
          .catch(() => {});
        await tx.execute(sql`insert into coupure values ('c')`);
      });
      expect(await mots()).toEqual([{ mot: "a" }, { mot: "c" }]);
    });

    test("de deux serveurs, celui qui prend les écritures est trouvé ; aucun, et la panne est dite", async () => {
      const port = new URL(relais.url).port;
      const deux = (autre: string) =>
        connecterPostgres(relais.url.replace(`:${port}`, `:${autre},127.0.0.1:${port}`), {});
      const vivante = await deux("1");
      expect(await vivante.db.execute(sql`select 1 as un`)).toEqual([{ un: 1 }]);
      relais.couper();
      await relais.arreter();
      for (let i = 0; i < 3; i += 1) {
        expect(await panne(vivante.db.execute(sql`select 1`))).toBeTruthy();
      }
      await relais.reprendre();
      expect(await vivante.db.execute(sql`select 1 as un`)).toEqual([{ un: 1 }]);
      await vivante.fermer();
    });

    test("une lecture publique passe à la base quand sa copie ne répond pas", async () => {
      const avecCopie = await connecterPostgres(relais.url, {
        DATABASE_URL_LECTURE: "postgres://essai@127.0.0.1:1/postgres",
      });
      for (let i = 0; i < 2; i += 1) {
        expect(await avecCopie.lire((db) => db.execute(sql`select 1 as un`))).toEqual([{ un: 1 }]);
      }
      await expect(avecCopie.lire((db) => db.execute(sql`select faute`))).rejects.toThrow();
      await avecCopie.fermer();
    });
  });

  test("deux processus qui démarrent ensemble ne migrent et ne chargent qu'une fois", async () => {
    const { default: postgres } = await import("postgres");
    const admin = postgres(process.env.TEST_DATABASE_URL ?? "", { max: 1, onnotice: () => {} });
    await admin`drop database if exists essai_ensemble with (force)`;
    await admin`create database essai_ensemble`;
    const adresse = new URL(process.env.TEST_DATABASE_URL ?? "");
    adresse.pathname = "/essai_ensemble";
    const bases = await Promise.all([1, 2, 3].map(() => ouvrirPostgres(adresse.href, {})));
    let ensemble = 0;
    let plus = 0;
    await Promise.all(
      bases.map((b) =>
        b.seul(async (db) => {
          ensemble += 1;
          plus = Math.max(plus, ensemble);
          await db.execute(sql`select pg_sleep(0.1)`);
          ensemble -= 1;
        }),
      ),
    );
    expect(plus).toBe(1);
    await Promise.all(bases.map((b) => b.fermer()));
    await admin`drop database essai_ensemble with (force)`;
    await admin.end();
  });
}

type Relais = Awaited<ReturnType<typeof ouvrirRelais>>;

/** A line to the server that a test can cut, freeze and stop. */
async function ouvrirRelais(adresse: string) {
  const cible = new URL(adresse);
  const prises = new Set<Socket>();
  let gele = false;
  const accepter = (client: Socket) => {
    const serveur = connect(Number(cible.port || 5432), cible.hostname);
    for (const [de, vers] of [
      [client, serveur],
      [serveur, client],
    ] as const) {
      prises.add(de);
      de.on("error", () => {});
      de.on("close", () => vers.destroy());
      de.on("data", (d) => {
        if (!gele) vers.write(d);
      });
    }
  };
  let ecoute: Server;
  const ecouter = (port: number) =>
    new Promise<number>((ok) => {
      ecoute = createServer(accepter).listen(port, "127.0.0.1", () =>
        ok((ecoute.address() as { port: number }).port),
      );
    });
  const port = await ecouter(0);
  const url = new URL(adresse);
  url.hostname = "127.0.0.1";
  url.port = String(port);
  const couper = () => {
    for (const p of prises) p.destroy();
    prises.clear();
  };
  const arreter = () => new Promise<void>((ok) => void ecoute.close(() => ok()));
  return {
    url: url.href,
    couper,
    geler: () => {
      gele = true;
    },
    retablir: () => {
      gele = false;
    },
    arreter,
    reprendre: () => ecouter(port),
    fermer: async () => {
      couper();
      await arreter();
    },
  };
}
