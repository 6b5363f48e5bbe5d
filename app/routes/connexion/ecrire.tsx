/** Cap Métiers, who changes a password for the person whose address it is. */
export function Ecrire() {
  return (
    <>
      <a href="mailto:offre@cap-metiers.pro">offre@cap-metiers.pro</a> depuis l'adresse de votre compte
    </>
  );
}
