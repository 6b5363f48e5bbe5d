import { redirect } from "@remix-run/node";
import { Authenticator } from "remix-auth";
import { ConnexionRefusee } from "../../comptes/comptes.server";
import { suiteSure } from "../../comptes/suite";
import { demandeDe } from "../../server/corps.server";
import { exigerOidc, journaliser, strategieDe } from "../../server/oidc.server";
import { passage } from "../../server/passage.server";
import { chargeur, traitement } from "../../server/route.server";

export const loader = chargeur({ droit: "public" }, async ({ rafael, aller }) => {
  exigerOidc(rafael);
  return aller("/connexion");
});

/** The way to the provider. */
export const action = traitement({ droit: "public" }, async (r) => {
  const { rafael, form } = r;
  const { nom } = exigerOidc(rafael);
  const authenticator = new Authenticator<never>().use(
    strategieDe<never>(r, () => Promise.reject(new Error("un départ ne connecte personne"))),
  );
  try {
    return await authenticator.authenticate("oidc", demandeDe(r));
  } catch (depart) {
    if (depart instanceof ConnexionRefusee) {
      journaliser(rafael, depart);
      const suite = suiteSure(form.get("suite")?.toString());
      return redirect(`${rafael.base}/connexion?injoignable=1&suite=${encodeURIComponent(suite)}`);
    }
    if (!(depart instanceof Response)) throw depart;
    const adresse = depart.headers.get("Location") ?? "";
    const headers = new Headers({ "Set-Cookie": depart.headers.get("Set-Cookie") ?? "" });
    return passage({ adresse, vers: nom, titre: `Connexion avec ${nom}` }, headers);
  }
});
