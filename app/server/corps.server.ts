import { Refus } from "../catalogue/contexte";

/** A form of ours weighs some kilobytes, a hundred with its longest texts: beyond, no person typed it. */
const POIDS_MAX = 2_000_000;
/** The longest form of ours holds some hundreds of answers. */
const REPONSES_MAX = 2_000;
/** A place in a list that no list of ours has: Conform would make the list that long. */
const RANG_FORGE = /\[\d{4,}\]/;
const NOM_MAX = 200;
/**
 * What is too long is still received, and thrown away, up to here: a browser reads the answer once it has sent all, and
 * Remix cuts the line of a body that is cancelled.
 */
const JETES_MAX = 100_000_000;

/**
 * The form posted: the request is read. Throws a 413 for what is too long for a form, and a 422 for what is none, or none
 * of ours: reading such a one would hold the process.
 */
export async function formulaireDe(request: Request): Promise<FormData> {
  const type = request.headers.get("Content-Type") ?? "";
  try {
    const recu = await new Response(await corpsDe(request), { headers: { "Content-Type": type } }).formData();
    const form = sansNul(recu);
    if (estForge(form)) throw new TypeError("forgé");
    return form;
  } catch (erreur) {
    if (erreur instanceof Refus) throw erreur;
    throw new Refus(
      422,
      "Cette demande ne porte pas de formulaire lisible. Revenez à la page et renvoyez-le.",
    );
  }
}

/** The request anew, with the form that was read of it: a strategy of remix-auth reads it by itself. */
export function demandeDe({ request, form }: { request: Request; form: FormData }): Request {
  return new Request(request.url, { method: "POST", body: form });
}

/** PostgreSQL keeps no such character, and no keyboard sends it: it comes with a copy and paste, or is forged. */
function sansNul(recu: FormData): FormData {
  const form = new FormData();
  for (const [nom, valeur] of recu) {
    form.append(nom.replaceAll("\0", ""), typeof valeur === "string" ? valeur.replaceAll("\0", "") : valeur);
  }
  return form;
}

function estForge(form: FormData): boolean {
  const noms = [...form.keys()];
  const liste = String(form.get("__intent__") ?? "");
  return (
    noms.length > REPONSES_MAX ||
    noms.some((nom) => nom.length > NOM_MAX || RANG_FORGE.test(nom)) ||
    /\d{4,}/.test(liste)
  );
}

/** Counted as it comes, for the length announced may be absent or wrong. */
async function corpsDe(request: Request): Promise<Blob> {
  const lecteur = request.body?.getReader();
  const morceaux: BlobPart[] = [];
  let trop = Number(request.headers.get("Content-Length")) > POIDS_MAX;
  let recus = 0;
  for (let lu = await lecteur?.read(); lu?.value; lu = await lecteur?.read()) {
    recus += lu.value.byteLength;
    trop ||= recus > POIDS_MAX;
    if (trop) morceaux.length = 0;
    else morceaux.push(lu.value);
    if (recus > JETES_MAX) await lecteur?.cancel();
  }
  if (!trop) return new Blob(morceaux);
  throw new Refus(
    413,
    "Cet envoi dépasse deux mégaoctets, bien plus que ce qu'un formulaire porte : rien n'en est enregistré. Revenez à la page, raccourcissez le texte le plus long et renvoyez-le.",
  );
}
