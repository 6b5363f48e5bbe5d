import { vitePlugin as remix } from "@remix-run/dev";
import { mountCatalogue } from "rafaelpro/mount";
import { catalogueVite } from "rafaelpro/vite";
import { defineConfig } from "vite";

export default defineConfig({
  // The portal's own: else the development server reloads the page where it meets them first.
  optimizeDeps: { include: ["@mantine/core", "zod"] },
  plugins: [
    catalogueVite(),
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
        v3_lazyRouteDiscovery: true,
      },
      routes: (defineRoutes) =>
        defineRoutes((route) => {
          mountCatalogue(route, { at: "gestion-des-formations" });
          mountCatalogue(route, { at: "antennes/catalogue", limite: true });
        }),
    }),
  ],
});
