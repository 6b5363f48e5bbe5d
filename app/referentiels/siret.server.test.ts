import { expect, test } from "vitest";
import { chiffresDe, formaterSiret, siretDe } from "./siret";
import { siretValide } from "./siret.server";

test.each(["31490172900033", "35600000049837", "35600000000048"])("%s is valid", (s) =>
  expect(siretValide(s)).toBe(true));
test.each([
  "31490172900034",
  "314901729",
  "",
  "3149017290003A",
  "314901729000333",
  "314 901 729 00033",
])("%s is not valid", (s) => expect(siretValide(s)).toBe(false));
test.each([
  [" 000 572 412 00013", "00057241200013"],
  ["000.572.412.00013\t", "00057241200013"],
  ["000\u00a0572\u00a0412\u00a000013", "00057241200013"],
  ["00057241", null],
  ["0005724120001A", null],
  ["", null],
])("« %s » est le SIRET %s", (dit, siret) => expect(siretDe(dit)).toBe(siret));
test("chiffresDe reads a beginning too, as a search of organisations does", () => {
  expect(chiffresDe("000 572 412")).toBe("000572412");
  expect(chiffresDe("Clain 000")).toBeNull();
});
test("formaterSiret groups the digits, and leaves what is no SIRET", () => {
  expect(formaterSiret("31490172900033")).toBe("314\u00a0901\u00a0729\u00a000033");
  expect(formaterSiret("3149")).toBe("3149");
});
