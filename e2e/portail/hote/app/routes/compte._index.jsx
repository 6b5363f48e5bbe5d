import { json } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { personneDe } from "../../comptes.js";

export async function loader({ request }) {
  const personne = await personneDe(request.headers.get("Cookie"));
  if (!personne) throw json({ message: "Le portail ne vous connaît pas." }, { status: 403 });
  return { nom: personne.nom };
}

export default function Compte() {
  return <h1>Compte de {useLoaderData().nom}</h1>;
}
