import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import {
  Button,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  Input,
  mergeMantineTheme,
  UnstyledButton,
} from "@mantine/core";
import postcss, { type Plugin } from "postcss";
import { PurgeCSS } from "purgecss";
import { theme } from "../../app/ui/theme";

const require = createRequire(import.meta.url);
const COMPOSANTS = ["UnstyledButton", "Button", "Input"];

const SAISIE = ":where(input:not([type=checkbox],[type=radio],[type=file]),select,textarea)";
const BOUTON = ":where(button)";
/** Mantine's class names, and the native elements of ours that take their rules. */
const CIBLES: [string | undefined, string][] = [
  [UnstyledButton.classes.root, BOUTON],
  [Button.classes.root, BOUTON],
  [Input.classes.wrapper, SAISIE],
  [Input.classes.input, SAISIE],
];

/** The states in which our screens show these elements: a rule that matches none of them goes. */
const TEMOIN = `<div class="rafael"><button class="${UnstyledButton.classes.root} ${Button.classes.root}" disabled
 data-loading></button><input class="${Input.classes.wrapper} ${Input.classes.input}" data-variant="default"></div>`;

const theming = mergeMantineTheme(DEFAULT_THEME, theme);

/** The colours of a button, as Mantine computes them for a variant of our theme. */
function variante(selecteur: string, variant: string, color: string): string {
  const c = theming.variantColorResolver({ color, variant, theme: theming });
  return `${selecteur} { --button-bg: ${c.background}; --button-hover: ${c.hover}; --button-color: ${c.color};
    --button-bd: ${c.border}; }`;
}

/** One scheme, one direction, below our own root element, and sized on it rather than on the host's document. */
const sousNotreRacine: Plugin = {
  postcssPlugin: "sous-notre-racine",
  Rule(regle) {
    regle.selectors = regle.selectors
      .filter((s) => !/\[data-mantine-color-scheme='dark'\]|dir="rtl"|spin-button|search-|:has/.test(s))
      .map((s) =>
        s
          .replace(/^(:where\()?\[data-mantine-color-scheme(='light')?\]\)? /, "")
          .replace("[data-variant='default']", ""),
      );
    if (regle.selectors.join("") === "") regle.remove();
  },
  Declaration(d) {
    d.value = d.value
      .replace(/calc\(([\d.]+)rem \* var\(--mantine-scale\)\)/g, "$1em")
      .replace(/\b([\d.]+)rem\b/g, "$1em")
      .replace(/(?<![\d.])0em\b/g, "0");
  },
  Comment(c) {
    c.remove();
  },
};

/** Puts our native elements where Mantine's class names stand. */
const surNosElements: Plugin = {
  postcssPlugin: "sur-nos-elements",
  Rule(regle) {
    regle.selectors = regle.selectors.map((s) => {
      const nu = CIBLES.reduce((t, [classe, cible]) => t.replaceAll(`.${classe}`, cible), s);
      return nu.startsWith(".rafael") ? nu : `.rafael.rafael ${nu}`;
    });
  },
};

/**
 * Mantine's own rules for buttons and inputs, cut to what our screens use, with the variables of our theme that they
 * and app/ui/rafael.css read. They stand on native elements below `.rafael`, so that a page needs neither Mantine's
 * scripts nor its class names, and a host's own Mantine meets nothing of ours.
 */
export async function feuilleMantine(): Promise<string> {
  const { variables, light } = defaultCssVariablesResolver(theming);
  const declarees = Object.entries({ ...variables, ...light }).map(([nom, valeur]) => `${nom}: ${valeur};`);
  const regles = COMPOSANTS.map((f) =>
    readFileSync(require.resolve(`@mantine/core/styles/${f}.css`), "utf8"),
  );
  const racine = `.${Button.classes.root}`;
  const entiere = [
    `.rafael { ${declarees.join("\n")} }`,
    ...regles,
    variante(racine, "outline", "violet"),
    variante(`${racine}.rp-principal`, "filled", "violet"),
    variante(`${racine}.rp-danger`, "filled", "red"),
  ].join("\n");
  const { css } = await postcss([sousNotreRacine]).process(entiere, { from: undefined });
  const nos = readFileSync(new URL("../../app/ui/rafael.css", import.meta.url), "utf8");
  const [purgee] = await new PurgeCSS().purge({
    content: [{ raw: TEMOIN, extension: "html" }],
    css: [{ raw: css }],
    safelist: {
      standard: [
        "rp-principal",
        "rp-danger",
        ":disabled",
        ":hover",
        ":active",
        ":not",
        ":where",
        ":focus",
        ":focus-within",
      ],
      variables: nos.match(/--mantine-[\w-]+/g) ?? [],
    },
    variables: true,
  });
  const fini = await postcss([surNosElements]).process(purgee?.css ?? "", { from: undefined });
  return `/* Written by \`npm run styles\` from @mantine/core and app/ui/theme.ts. Do not edit. */\n${fini.css.replace(/\n\s*\n/g, "\n")}\n`;
}
