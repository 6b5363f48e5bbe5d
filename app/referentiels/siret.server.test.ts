import { expect, test } from "vitest";
import { formaterSiret } from "./siret";
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
test("formaterSiret groups the digits, and leaves what is no SIRET", () => {
  expect(formaterSiret("31490172900033")).toBe("314\u00a0901\u00a0729\u00a000033");
  expect(formaterSiret("3149")).toBe("3149");
});
