import type { LoaderFunctionArgs } from "@remix-run/node";
import { fluxLheo } from "../../diffusion/flux.server";
import { repondreFlux } from "./repondre.server";

/** The « flux offre info »: public, the whole published offer. */
export const loader = (args: LoaderFunctionArgs) => repondreFlux(args, fluxLheo);
