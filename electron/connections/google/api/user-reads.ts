import { z } from 'zod';
import type { ImportedUser } from '../../../model/user.ts';
import { read } from './answers.ts';

/** One page of users.list. */
export interface UsersPage {
  users: ImportedUser[];
  /** Kept by Google for three days (Directory API, users.list). Null at the end. */
  nextPageToken: string | null;
}

/** The most users a page can have (Directory API, users.list). */
export const USERS_PER_PAGE = 500;

/** What is asked for of each user. */
export const USER_FIELDS =
  'nextPageToken,users(id,primaryEmail,name(fullName,givenName,familyName),orgUnitPath,suspended,archived,languages)';

const usersSchema = z.looseObject({
  nextPageToken: z.string().nullish(),
  users: z
    .array(
      z.looseObject({
        id: z.string().min(1),
        primaryEmail: z.string().min(1),
        name: z
          .looseObject({
            fullName: z.string().nullish(),
            givenName: z.string().nullish(),
            familyName: z.string().nullish(),
          })
          .nullish(),
        orgUnitPath: z.string().nullish(),
        suspended: z.boolean().nullish(),
        archived: z.boolean().nullish(),
        languages: z
          .array(z.looseObject({ languageCode: z.string().nullish(), preference: z.string().nullish() }))
          .nullish(),
      }),
    )
    .nullish(),
});
type GoogleUser = NonNullable<z.infer<typeof usersSchema>['users']>[number];

/** Reads a page of users.list. Throws google_bad_answer. */
export function readUsersPage(text: string): UsersPage {
  const { users, nextPageToken } = read(usersSchema, text, 'not a list of users');
  return { users: (users ?? []).map(importedUser), nextPageToken: nextPageToken || null };
}

function importedUser(user: GoogleUser): ImportedUser {
  return {
    externalId: user.id,
    userName: user.primaryEmail,
    email: user.primaryEmail,
    displayName: nameOf(user),
    orgUnitPath: user.orgUnitPath ?? null,
    groups: [],
    language: languageOf(user),
    suspended: user.suspended === true || user.archived === true,
  };
}

function nameOf({ name, primaryEmail }: GoogleUser): string {
  const parts = [name?.givenName, name?.familyName].filter(Boolean).join(' ');
  return name?.fullName?.trim() || parts.trim() || primaryEmail;
}

/** The first language we speak, those preferred before the others. */
function languageOf({ languages }: GoogleUser): ImportedUser['language'] {
  const all = languages ?? [];
  const preferred = all.filter(({ preference }) => preference === 'preferred');
  for (const { languageCode } of [...preferred, ...all]) {
    const code = languageCode?.toLowerCase().split(/[-_]/)[0];
    if (code === 'en' || code === 'fr') return code;
  }
  return null;
}
