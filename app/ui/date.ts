import { useContext } from "react";
import { EcranContexte } from "./ecran";

const formats = new Map<string, Intl.DateTimeFormat>();

function formatDe(langue: string): Intl.DateTimeFormat {
  const connu = formats.get(langue);
  if (connu) return connu;
  const format = new Intl.DateTimeFormat(langue, {
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    timeZone: "UTC",
  });
  formats.set(langue, format);
  return format;
}

/** Writes `2027-09-01` in that language: « 01/09/2027 »; nothing when there is no date. */
export function ecrireDate(langue: string): (date: string | null | undefined) => string {
  return (date) => {
    const [jour] = /^\d{4}-\d{2}-\d{2}/.exec(date ?? "") ?? [];
    return jour ? formatDe(langue).format(new Date(`${jour}T00:00:00Z`)) : (date ?? "");
  };
}

/** The same in the language of dates of the host. */
export function useDate(): (date: string | null | undefined) => string {
  return ecrireDate(useContext(EcranContexte).langue);
}
