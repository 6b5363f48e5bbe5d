import { Button } from "@mantine/core";

export const meta = () => [{ title: "Accueil du portail" }];

export default function Accueil() {
  return (
    <>
      <h1>Bienvenue sur le portail</h1>
      <p>Les modules du portail sont dans le menu.</p>
      <table>
        <tbody>
          <tr>
            <th scope="row">Ouvert</th>
            <td>le lundi</td>
          </tr>
        </tbody>
      </table>
      <Button>Un bouton du portail</Button>
    </>
  );
}
