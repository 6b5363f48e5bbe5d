export * from "./catalogue";
export * from "./comptes";
export * from "./referentiels";
export * from "./server";
