import { ChampTexte, ResumeErreurs } from "../../ui/champs";
import { Conflit } from "../../ui/conflit";
import { Envoyer, Formulaire } from "../../ui/formulaire";
import { Lien } from "../../ui/lien";
import { metaDe } from "../../ui/meta";
import type { ChampAffiche, ReponseOrganisme } from "./organisme.server";

/** The sheet of an organisme: these fields, with what was typed (`reponse`) in the place of what is known. */
export function FormulaireOrganisme(p: {
  champs: ChampAffiche[];
  valeurs: Record<string, string>;
  version?: string;
  reponse: ReponseOrganisme | undefined;
  envoyer: string;
  annuler: string;
}) {
  const { refus, saisie = p.valeurs, version = p.version, conflit, connu } = p.reponse ?? {};
  return (
    <>
      {refus ? (
        <ResumeErreurs
          titre={refus.message}
          erreurs={refus.raisons.map((r) => ({ ancre: `#${r.champ}`, phrase: r.phrase }))}
        />
      ) : null}
      {connu ? (
        <p className="rp-info">
          <Lien vers={`structures/${connu}/fiche`}>Fiche de l'organisme {connu}</Lien>
        </p>
      ) : null}
      {conflit?.length ? <Conflit lignes={conflit} repris={[]} /> : null}
      <Formulaire className="rp-carte">
        {version ? <input type="hidden" name="version" value={version} /> : null}
        {p.champs.map(({ nom, type, ...champ }) => (
          <ChampTexte
            key={nom}
            meta={metaDe(nom, saisie[nom], refus?.raisons.find((r) => r.champ === nom)?.phrase)}
            type={type}
            {...champ}
          />
        ))}
        <div className="rp-boutons">
          <Envoyer>{p.envoyer}</Envoyer>
          <Lien vers={p.annuler}>Annuler</Lien>
        </div>
      </Formulaire>
    </>
  );
}
