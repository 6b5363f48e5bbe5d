/** The Formacode in force: that of the codes of our feed. The table also keeps those that only an older one had. */
export const VERSION_FORMACODE = "V14";
