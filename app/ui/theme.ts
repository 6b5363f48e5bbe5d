import { createTheme } from "@mantine/core";

/** Mantine's theme; its variables stand in variables.css, so that no style is written into the page. */
export const theme = createTheme({
  primaryColor: "violet",
  fontFamily: "system-ui, sans-serif",
  respectReducedMotion: true,
});
