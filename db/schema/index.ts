export * from "./catalogue";
export * from "./comptes";
export * from "./courriels";
export * from "./referentiels";
export * from "./server";
