import { type Cookie, redirect } from "@remix-run/node";
import { Strategy } from "remix-auth/strategy";
import { ConnexionRefusee } from "../comptes.server";
import { suiteSure } from "../suite";
import type { Attendu, Fournisseur, ReponseVerifiee } from "./fournisseur.server";

type EnCours = Attendu & { suite: string; jusqua: number };

type Options = {
  fournisseur: Fournisseur;
  /** Our address that the provider comes back to, as registered there. */
  retour: string;
  connexionEnCours: (state: string) => Cookie;
  maintenant: Date;
};

const DUREE_MS = 10 * 60 * 1000;

/**
 * The strategy of remix-auth: a form posted (`suite`, `autre`) throws the redirect to the provider, with the cookie that
 * its return needs; the return is verified and given to `verify`. Throws a `ConnexionRefusee`.
 */
export class StrategieOidc<User> extends Strategy<User, { reponse: ReponseVerifiee; suite: string }> {
  override name = "oidc";

  constructor(
    private readonly options: Options,
    verify: Strategy.VerifyFunction<User, { reponse: ReponseVerifiee; suite: string }>,
  ) {
    super(verify);
  }

  override async authenticate(request: Request): Promise<User> {
    if (request.method === "POST") throw await this.partir(await request.clone().formData());
    const recue = new URL(request.url);
    const enCours = await this.retrouver(request, recue.searchParams.get("state") ?? "");
    // The path is ours to say: behind a proxy, the address received may differ from the one that was registered.
    const adresse = new URL(this.options.retour);
    adresse.search = recue.search;
    const reponse = await this.options.fournisseur.terminer(adresse, enCours);
    return this.verify({ reponse, suite: enCours.suite });
  }

  private async partir(form: FormData): Promise<Response> {
    const { fournisseur, retour, connexionEnCours, maintenant } = this.options;
    const { adresse, attendu } = await fournisseur.commencer(retour, form.has("autre"));
    const enCours: EnCours = {
      ...attendu,
      suite: suiteSure(form.get("suite")?.toString()),
      jusqua: maintenant.getTime() + DUREE_MS,
    };
    return redirect(adresse.href, {
      headers: { "Set-Cookie": await connexionEnCours(attendu.state).serialize(enCours) },
    });
  }

  private async retrouver(request: Request, state: string): Promise<EnCours> {
    const cookie = this.options.connexionEnCours(state);
    const enCours: EnCours | null = await cookie.parse(request.headers.get("Cookie"));
    if (enCours?.state === state && enCours.jusqua > this.options.maintenant.getTime()) return enCours;
    throw new ConnexionRefusee(
      "Cette connexion n'a pas été commencée dans ce navigateur, ou il y a plus de dix minutes. Recommencez-la.",
      400,
    );
  }
}
