import { plainHeading } from './list-headings.ts';

/** What a column of a list of users says. A name may come in two parts. */
export const USER_LIST_COLUMNS = [
  'userName',
  'email',
  'displayName',
  'givenName',
  'familyName',
  'language',
  'notes',
] as const;
export type UserListColumn = (typeof USER_LIST_COLUMNS)[number];

/**
 * Headings in English and French, as our own exports write them and as Google’s and Microsoft’s lists of users do;
 * see `plainHeading`.
 */
const HEADINGS: Readonly<Record<UserListColumn, readonly string[]>> = {
  userName: ['username', 'login', 'userprincipalname', 'nomdutilisateur', 'identifiant', 'utilisateur'],
  email: [
    ...['email', 'emailaddress', 'emailaddressrequired', 'mail', 'primaryemail', 'address'],
    ...['courriel', 'adressecourriel', 'adresseemail', 'adressemail', 'adresseelectronique'],
  ],
  displayName: ['displayname', 'name', 'fullname', 'nom', 'nomcomplet', 'nomaffiche'],
  givenName: ['givenname', 'firstname', 'firstnamerequired', 'prenom'],
  familyName: ['familyname', 'lastname', 'lastnamerequired', 'surname', 'nomdefamille'],
  language: ['language', 'preferredlanguage', 'langue'],
  notes: ['notes', 'note', 'remarques', 'remarque'],
};

const COLUMN_OF: ReadonlyMap<string, UserListColumn> = new Map(
  USER_LIST_COLUMNS.flatMap((column) => HEADINGS[column].map((heading) => [heading, column] as const)),
);

/** The column a heading stands for, whatever its case, accents, spaces and signs; null for another. */
export function userColumnOf(heading: string): UserListColumn | null {
  return COLUMN_OF.get(plainHeading(heading)) ?? null;
}
