import {
  isKeptHere,
  USER_LIMITS,
  type User,
  type UserDraft,
  userDraftSchema,
} from '../../../../electron/bridge/domain';

/** A user as typed; empty texts are absent values. */
export interface Typed {
  displayName: string;
  email: string;
  /** Empty: the e-mail address. */
  userName: string;
  language: 'any' | 'en' | 'fr';
  notes: string;
}

export type TypedField = keyof Typed;

export const NOTHING_TYPED: Typed = {
  displayName: '',
  email: '',
  userName: '',
  language: 'any',
  notes: '',
};

/** A user as the form begins with it. */
export function typedOf(user: User): Typed {
  return {
    displayName: user.displayName,
    email: user.email ?? '',
    userName: user.userName === user.email ? '' : user.userName,
    language: user.language ?? 'any',
    notes: user.notes ?? '',
  };
}

/** What is sent for what was typed. */
export function draftOf({ displayName, email, userName, language, notes }: Typed): UserDraft {
  return {
    displayName: displayName.trim(),
    email: email.trim() === '' ? null : email.trim(),
    ...(userName.trim() !== '' && { userName: userName.trim() }),
    language: language === 'any' ? null : language,
    notes: notes.trim() === '' ? null : notes.trim(),
  };
}

/**
 * What is sent for a user: of an imported one only language and notes are taken, and what its source has need not
 * be what a person may type.
 */
export function changeOf(user: User, typed: Typed): UserDraft {
  if (isKeptHere(user.source)) return draftOf(typed);
  const { language, notes } = draftOf(typed);
  return {
    displayName: user.displayName || user.userName,
    email: null,
    userName: user.userName,
    language,
    notes,
  };
}

/** A text of `form.problem`, with the most characters where it is about length. */
export interface Problem {
  key: 'nameMissing' | 'emailForm' | 'emailNeeded' | 'tooLong';
  most?: number;
}

const MOST: Readonly<Record<string, number>> = USER_LIMITS;

/** What is wrong with what was typed, by field; the first problem of each. */
export function problemsOf(typed: Typed): Partial<Record<TypedField, Problem>> {
  const { error } = userDraftSchema.safeParse(draftOf(typed));
  const problems: Partial<Record<TypedField, Problem>> = {};
  for (const { code, path, message } of error?.issues ?? []) {
    const field = FIELDS.find((name) => name === path[0]);
    if (field === undefined) continue;
    problems[field] ??= problemOf(field, code, message);
  }
  return problems;
}

const FIELDS: readonly TypedField[] = ['displayName', 'email', 'userName', 'notes'];

function problemOf(field: TypedField, code: string, message: string): Problem {
  if (code === 'too_big') return { key: 'tooLong', most: MOST[field] ?? 0 };
  if (field === 'displayName') return { key: 'nameMissing' };
  return { key: message === 'needed_without_user_name' ? 'emailNeeded' : 'emailForm' };
}
