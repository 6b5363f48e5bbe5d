/// <reference types="vite/client" />

declare module "@remix-run/server-runtime" {
  // Loaders' types are those of single fetch: dates and undefined travel as they are.
  interface Future {
    v3_singleFetch: true;
  }
}

export {};
