import type { MetaFunction } from "@remix-run/node";
import { Retrait } from "./retrait";
import { chargerRetrait, traiterRetrait } from "./retrait.server";

export const meta: MetaFunction = ({ params }) => [{ title: `Archiver · ${params.reference} · RafaelPro` }];

export const loader = chargerRetrait;

export const action = traiterRetrait("archiver");

/** Read again after a refusal too: what it was confirmed upon may have changed. */
export const shouldRevalidate = () => true;

export default function Archiver() {
  return <Retrait geste="archiver" />;
}
