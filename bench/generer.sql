-- A believable catalogue of any size, the same at each run: every choice is a hash of the row's number.
-- :structures, :actions and :grande (actions of the biggest structure) are replaced by bench/generer.ts.

-- 3,000,000 sessions need more than the six digits of a reference: this database alone lets the form go.
alter table session_formation drop constraint session_reference_forme;

create function pg_temp.au_sort(n bigint, graine int) returns float8 language sql immutable as
  $$ select (hashint8extended(n, graine) & 2147483647) / 2147483648.0::float8 $$;

create function pg_temp.un_de(choix text[], n bigint, graine int) returns text language sql immutable as
  $$ select choix[1 + (hashint8extended(n, graine) & 2147483647) % cardinality(choix)] $$;

create function pg_temp.echappe(t text) returns text language sql immutable as
  $$ select replace(replace(t, '&', '&amp;'), '<', '&lt;') $$;

create temporary table mot as select
  array['Gestion', 'Maintenance', 'Initiation', 'Perfectionnement', 'Techniques', 'Pratique', 'Fondamentaux',
    'Conduite', 'Organisation', 'Pilotage', 'Sécurité', 'Préparation', 'Méthodes', 'Qualité', 'Parcours', 'Titre
    professionnel', 'Bases', 'Animation', 'Encadrement', 'Communication'] as debut,
  array['de la paie', 'des équipements industriels', 'de la soudure semi-automatique', 'du travail en hauteur',
    'de la comptabilité générale', 'des réseaux informatiques', 'de la cuisine collective', 'de la taille de la vigne',
    'du chantier de maçonnerie', 'des engins de levage', 'de l''accueil du public', 'de la petite enfance',
    'des soins à domicile', 'de la logistique et des stocks', 'du commerce en ligne', 'de la langue anglaise',
    'du développement web', 'de la menuiserie bois', 'de la plomberie chauffage', 'de l''électricité du bâtiment',
    'des ressources humaines', 'de la relation client', 'du transport routier', 'de la boulangerie',
    'de la gestion de projet', 'des espaces verts', 'de l''élevage bovin', 'du secrétariat médical',
    'des habilitations électriques', 'de la coiffure'] as sujet,
  array['niveau débutant', 'niveau intermédiaire', 'niveau avancé', 'en entreprise', 'pour les très petites entreprises',
    'du diagnostic à la mise en œuvre', 'les essentiels', 'mise à jour des connaissances', 'en situation de travail',
    'avec un logiciel libre', 'pour demandeurs d''emploi', 'préparation à l''examen', 'accompagnement VAE',
    'certificat de compétences', 'en milieu rural', 'sur site ou à distance'] as fin,
  array['Le parcours alterne les apports, les démonstrations et la mise en pratique sur un poste équipé.',
    'Chaque participant repart avec un plan d''action écrit pendant la formation.',
    'Les exercices sont tirés de situations rencontrées dans les entreprises de la région.',
    'Savoir analyser une demande, choisir une méthode et en vérifier le résultat.',
    'Respecter les règles de sécurité, d''hygiène et de protection de l''environnement.',
    'Lire un plan, une notice ou un cahier des charges, et préparer le matériel nécessaire.',
    'Communiquer avec l''équipe, rendre compte et tenir à jour les documents de suivi.',
    'Étude de cas en petits groupes, correction collective et retour du formateur.',
    'Évaluation des acquis par un questionnaire et par une mise en situation observée.',
    'Une journée se déroule chez un partenaire, avec visite et échange avec les professionnels.',
    'Contrôler la qualité du travail fini et corriger les défauts les plus fréquents.',
    'Prérequis : savoir lire, écrire et compter ; aucune expérience n''est demandée.',
    'Les supports sont remis en version imprimée et en version numérique accessible.',
    'Réglementation applicable, responsabilités de l''employeur et droits du salarié.'] as phrase,
  array['Poitiers', 'Niort', 'Limoges', 'Pau', 'Angoulême', 'La Rochelle', 'Bordeaux', 'Périgueux', 'Agen', 'Tulle',
    'Guéret', 'Mont-de-Marsan'] as ville,
  array['86194', '79191', '87085', '64445', '16015', '17300', '33063', '24322', '47001', '19272', '23096', '40192'] as insee,
  array['86000', '79000', '87000', '64000', '16000', '17000', '33000', '24000', '47000', '19000', '23000', '40000'] as postal,
  (select array_agg(code order by code) from certification) as certification;
analyze mot;

-- A SIREN has one to three establishments.
insert into structure (siret, nda, raison_sociale, nom, adresse, code_postal, ville, code_insee, telephone, courriel)
select lpad((500000000 + s / 2)::text, 9, '0') || lpad((10 + s % 2)::text, 5, '0'),
  '7486' || lpad(s::text, 7, '0'), 'Organisme ' || s, 'Centre de formation ' || m.ville[v] || ' ' || s,
  (1 + s % 90) || ' rue des Métiers', m.postal[v], m.ville[v], m.insee[v], '05 36 49 ' || lpad((s % 10000)::text, 4, '0'),
  'contact@organisme-' || s || '.exemple.fr'
from mot m, generate_series(0, :structures - 1) s, lateral (select 1 + s % 12 as v) x;

-- User 1 moderates; user 2 + s manages structure s; the first manager also has two others.
insert into utilisateur (courriel, nom, mot_de_passe, moderateur)
values ('moderation@bench.exemple.fr', 'Modération', 'aucun', true);
insert into utilisateur (courriel, nom, mot_de_passe)
select 'gestion-' || s || '@bench.exemple.fr', 'Gestionnaire ' || s, 'aucun' from generate_series(0, :structures - 1) s;
insert into rattachement (utilisateur_id, siret, profil, referent)
select u.id, st.siret, 'general', true
from utilisateur u join structure st on 'gestion-' || (substr(st.siret, 1, 9)::int - 500000000) * 2 + substr(st.siret, 10)::int - 10 || '@bench.exemple.fr' = u.courriel;
insert into rattachement (utilisateur_id, siret, profil)
select u.id, st.siret, 'catalogue'
from utilisateur u, structure st
where u.courriel = 'gestion-0@bench.exemple.fr' and st.siret in ('50000000100010', '50000000100011');

create temporary table faite as
select i,
  '20' || lpad(i::text, 10, '0') as reference,
  lpad((500000000 + s / 2)::text, 9, '0') || lpad((10 + s % 2)::text, 5, '0') as siret, s,
  case when e < 0.03 then 'brouillon' when e < 0.05 then 'alerte' when e < 0.06 then 'creee' when e < 0.07 then 'modifiee'
    when e < 0.12 then 'archivee' when e < 0.14 then 'supprimee' else 'publiee' end as etat,
  e > 0.95 as conventionnee,
  case when pg_temp.au_sort(i, 3) < 0.4 then pg_temp.un_de(m.certification, i, 4) end as certification,
  regexp_replace(pg_temp.un_de(m.debut, i, 5) || ' ' || pg_temp.un_de(m.sujet, i, 6) || ' : ' || pg_temp.un_de(m.fin, i, 7), '\s+', ' ', 'g') as intitule,
  timestamptz '2026-11-01 08:00+01' - pg_temp.au_sort(i, 8) * interval '900 days' as maj
from mot m, generate_series(1, :actions) i,
  lateral (select case when pg_temp.au_sort(i, 1) < :grande / :actions.0 then 0
    else 1 + floor((:structures - 1) * pow(pg_temp.au_sort(i, 2), 1.5))::int end as s, pg_temp.au_sort(i, 9) as e) x;

insert into action_formation (reference, siret, etat, conventionnee, saisie, formacodes, recherche, soumise_le, echeance, maj_le, cree_le)
select f.reference, f.siret, f.etat, f.conventionnee,
  jsonb_strip_nulls(jsonb_build_object(
    'intitule', f.intitule,
    'lePlus', 'Des groupes de huit personnes au plus et un poste équipé pour chacun.',
    'objectif', o.texte, 'programme', p.texte, 'objectifGeneral', (array['2', '5', '6', '7', '8', '9'])[1 + f.i % 6],
    'validation', case when f.certification is null then '["attestation"]'::jsonb else '["rncp"]'::jsonb end,
    'certifications', case when f.certification is not null then jsonb_build_array(f.certification) end,
    'contactNom', 'Accueil formation', 'contactCourriel', 'contact@organisme-' || f.s || '.exemple.fr',
    'contactTelephone', '05 36 49 10 20')),
  array['46327'],
  lower(translate(f.intitule, 'éèêàùçôîâûÉÈœ', 'eeeaucoiaueeo')),
  case when f.etat in ('creee', 'modifiee') then f.maj end,
  case when f.etat in ('creee', 'modifiee') then date '2026-11-20' + (f.i % 9)::int end,
  f.maj, f.maj
from mot m, faite f,
  lateral (select string_agg(pg_temp.un_de(m.phrase, f.i * 40 + k, 10), ' ') as texte
    from generate_series(1, 2 + f.i % 5) k) o,
  lateral (select string_agg(pg_temp.un_de(m.phrase, f.i * 40 + k, 11), E'\n') as texte
    from generate_series(1, 8 + f.i % 21) k) p;

-- One to five sessions an action, three on average.
create temporary table tenue as
select f.reference as action_reference, f.siret, f.etat, f.maj, f.s,
  '00' || lpad(n::text, greatest(6, length(n::text)), '0') as reference, debut, debut + 30 + (n % 300)::int as fin,
  f.certification, n, v
from faite f, generate_series(0, f.i % 5) k,
  lateral (select (f.i / 5) * 15 + (f.i % 5) * (f.i % 5 + 1) / 2 + k + 1 as n) a,
  lateral (select date '2026-09-01' + ((n * 37) % 600)::int as debut, 1 + n % 12 as v) b;

insert into session_formation (reference, action_reference, siret, saisie, transmise_le)
select t.reference, t.action_reference, t.siret,
  jsonb_strip_nulls(jsonb_build_object(
    'formateur', t.siret, 'voieAcces', case when t.n % 4 = 0 and t.certification is not null then 'professionnalisation' else 'fpc' end,
    'alternance', case when t.n % 4 = 0 and t.certification is not null then '2 jours en centre, 3 en entreprise' end,
    'certificationsVisees', case when t.certification is not null then jsonb_build_array(t.certification) end,
    'validations', case when t.certification is not null then jsonb_build_object(t.certification, '1') end,
    'modalite', '0', 'heuresCentre', (35 + t.n % 900)::text, 'typeEntree', 'fixes', 'debut', t.debut, 'fin', t.fin,
    'etatRecrutement', '1', 'recrutement', '["4", "7"]'::jsonb, 'lieuNom', 'Site de ' || m.ville[t.v],
    'lieuAdresse', (1 + t.n % 90) || ' avenue des Ateliers', 'lieuCommune', m.insee[t.v],
    'lieuCodePostal', m.postal[t.v], 'lieuVille', m.ville[t.v])),
  case when t.etat in ('publiee', 'modifiee') then t.maj end
from mot m, tenue t;

-- The approved words, and a fragment of the shape and size of those that app/diffusion/fragment.server.ts writes.
insert into publication (action_reference, siret, approuve, fragment, publiee_le, maj_le)
select f.reference, f.siret,
  jsonb_build_object('action', a.saisie, 'formacodes', a.formacodes, 'sessions', s.approuve),
  '<formation numero="' || f.reference || '"><domaine-formation><code-FORMACODE ref="V14" tag="principal">46327</code-FORMACODE></domaine-formation><intitule-formation>'
  || pg_temp.echappe(f.intitule) || '</intitule-formation><objectif-formation>' || pg_temp.echappe(a.saisie ->> 'objectif')
  || '</objectif-formation><resultats-attendus>Attestation de fin de formation.</resultats-attendus><contenu-formation>'
  || pg_temp.echappe(a.saisie ->> 'programme') || '</contenu-formation><certifiante>' || case when f.certification is null then 0 else 1 end
  || '</certifiante><contact-formation><coordonnees><nom>Accueil formation</nom><telfixe><numtel>05 36 49 10 20</numtel></telfixe></coordonnees></contact-formation><parcours-de-formation>1</parcours-de-formation><code-niveau-entree>0</code-niveau-entree><objectif-general-formation>7</objectif-general-formation>'
  || s.fragments
  || '<organisme-formation-responsable><numero-activite>54860999186</numero-activite><SIRET-organisme-formation><SIRET>' || f.siret
  || '</SIRET></SIRET-organisme-formation><nom-organisme>Centre de formation ' || f.s || '</nom-organisme><raison-sociale>Organisme ' || f.s
  || '</raison-sociale><coordonnees-organisme><coordonnees><nom>Centre de formation ' || f.s
  || '</nom><adresse><ligne>14 rue des Peupliers</ligne><codepostal>86360</codepostal><ville>Chasseneuil-du-Poitou</ville><code-INSEE-commune>86062</code-INSEE-commune></adresse><telfixe><numtel>05 36 49 10 20</numtel></telfixe></coordonnees></coordonnees-organisme></organisme-formation-responsable></formation>',
  f.maj, f.maj
from faite f
  join action_formation a on a.reference = f.reference
  join lateral (
    select jsonb_agg(jsonb_build_object('reference', se.reference, 'saisie', se.saisie) order by se.reference) as approuve,
      string_agg('<action numero="' || se.reference || '"><rythme-formation>Non communiqué</rythme-formation><code-public-vise ref="V14">83056</code-public-vise><niveau-entree-obligatoire>0</niveau-entree-obligatoire><modalites-alternance>-</modalites-alternance><modalites-enseignement>0</modalites-enseignement><conditions-specifiques>Aucune</conditions-specifiques><prise-en-charge-frais-possible>1</prise-en-charge-frais-possible><lieu-de-formation><coordonnees><nom>'
        || (se.saisie ->> 'lieuNom') || '</nom><adresse><ligne>' || (se.saisie ->> 'lieuAdresse') || '</ligne><codepostal>' || (se.saisie ->> 'lieuCodePostal')
        || '</codepostal><ville>' || se.commune || '</ville><code-INSEE-commune>' || (se.saisie ->> 'lieuCommune')
        || '</code-INSEE-commune></adresse></coordonnees></lieu-de-formation><modalites-entrees-sorties>0</modalites-entrees-sorties><session numero="'
        || se.reference || '"><periode><debut>' || replace(se.debut, '-', '') || '</debut><fin>' || replace(se.fin, '-', '')
        || '</fin></periode><etat-recrutement>1</etat-recrutement></session><nombre-heures-centre>' || (se.saisie ->> 'heuresCentre')
        || '</nombre-heures-centre><conventionnement>0</conventionnement><organisme-formateur><SIRET-formateur><SIRET>' || f.siret
        || '</SIRET></SIRET-formateur><raison-sociale-formateur>Organisme ' || f.s || '</raison-sociale-formateur><contact-formateur><coordonnees><nom>Centre de formation ' || f.s
        || '</nom><adresse><ligne>14 rue des Peupliers</ligne><codepostal>86360</codepostal><ville>Chasseneuil-du-Poitou</ville><code-INSEE-commune>86062</code-INSEE-commune></adresse></coordonnees></contact-formateur></organisme-formateur><extras info="rafaelpro"><extra info="voie-acces">'
        || se.voie_acces || '</extra></extras></action>', '' order by se.reference) as fragments
    from session_formation se where se.action_reference = f.reference) s on true
where f.etat in ('publiee', 'modifiee') or (f.etat = 'alerte' and f.i % 2 = 0);

insert into motif (action_reference, champ, code, phrase)
select reference, 'programme', 'INCOMPLET', 'Précisez le contenu de chaque journée.' from faite where etat = 'alerte';

insert into demande (type, action_reference, contexte, cree_le, close_le)
select 'republication', reference, 'Nous ouvrons de nouveau cette formation à la rentrée.', maj, case when i % 50 > 0 then maj + interval '3 days' end
from faite where etat in ('archivee', 'supprimee') and i % 4 = 0;

insert into journal (action_reference, siret, evenement, auteur_id, auteur_nom, avant, apres, quand)
select reference, siret, 'commencer', 2, 'Gestionnaire ' || s, '{}', jsonb_build_object('intitule', intitule), maj from faite;

select setval('reference_action', :actions + 1), setval('reference_session', :actions * 3 + 10);
drop table mot, faite, tenue;
