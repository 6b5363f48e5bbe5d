import { createTheme } from "@mantine/core";

/** Mantine's theme, from which `npm run styles` writes mantine.css: no screen loads Mantine itself. */
export const theme = createTheme({
  primaryColor: "violet",
  // The darkest shade: white on it, and it on white, hold the AA contrast.
  primaryShade: 9,
  fontFamily: "system-ui, sans-serif",
  defaultRadius: "sm",
});
