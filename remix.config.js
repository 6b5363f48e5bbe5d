import { mountCatalogue } from "./app/mount.js";

/** Options of the Remix Vite plugin (vite.config.ts reads them). */
export default {
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    v3_lazyRouteDiscovery: false,
  },
  ignoredRouteFiles: ["**/*"],
  routes: (defineRoutes) => defineRoutes((route) => mountCatalogue(route, { at: "", limite: true })),
};
