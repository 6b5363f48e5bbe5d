/** Which way imports run: see README, « The map ». */
const dossier = (nom) => `^app/${nom}/`;
const domaines = "^app/(catalogue|moderation|diffusion|import|comptes|courriels)/";

module.exports = {
  forbidden: [
    { name: "pas-de-cercle", severity: "error", from: {}, to: { circular: true } },
    {
      name: "rien-n-importe-une-route",
      severity: "error",
      from: { pathNot: "^app/(routes/|root\\.tsx|entry)" },
      to: { path: dossier("routes") },
    },
    {
      name: "lheo-ne-connait-rien-des-notres",
      severity: "error",
      from: { path: dossier("lheo"), pathNot: "\\.test\\.ts$" },
      to: { path: "^(app|db)/", pathNot: dossier("lheo") },
    },
    {
      name: "ui-est-aux-routes",
      severity: "error",
      from: { pathNot: "^app/(routes|ui)/|^app/root\\.tsx" },
      to: { path: dossier("ui") },
    },
    {
      name: "ui-ne-connait-pas-le-domaine",
      severity: "error",
      from: { path: dossier("ui") },
      to: { path: `${domaines}|${dossier("droits")}|${dossier("server")}|^db/` },
    },
    {
      name: "droits-ne-connait-personne",
      severity: "error",
      from: { path: dossier("droits") },
      to: { path: "^(app|db)/", pathNot: dossier("droits") },
    },
    {
      name: "referentiels-sur-la-base-seule",
      severity: "error",
      from: { path: dossier("referentiels") },
      to: { path: "^app/", pathNot: dossier("referentiels") },
    },
    {
      name: "le-domaine-ignore-le-serveur",
      severity: "error",
      from: { path: domaines },
      to: { path: "^app/(server|routes|ui)/" },
    },
    {
      name: "regles-sans-entree-sortie",
      severity: "error",
      comment: "A domain file without .server runs in the browser and in a test without set-up.",
      from: { path: `${domaines}|${dossier("droits")}`, pathNot: "\\.(server|test|db\\.test)\\.tsx?$" },
      to: { path: "\\.server\\.ts$|^node:" },
    },
    {
      name: "la-base-ignore-l-application",
      severity: "error",
      from: { path: "^db/(schema/|client|types|test)" },
      to: { path: "^app/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: false,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".js"] },
  },
};
