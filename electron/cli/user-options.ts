import type { Command as Program } from 'commander';
import type { z } from 'zod';
import { MusterError } from '../model/errors.ts';
import {
  USER_COLUMNS,
  USER_SOURCES,
  USER_STATES,
  type User,
  type UserDraft,
  type UserQuery,
  userDraftSchema,
  userQuerySchema,
} from '../model/user.ts';

export interface UserFilters {
  text?: string;
  source?: string;
  state?: string;
  sort?: string;
}

/** Adds the options that pick and order users. */
export function withUserFilters(command: Program): Program {
  return command
    .option('--text <words>', 'found in name, user name, e-mail, unit or groups')
    .option('--source <list>', USER_SOURCES.join(', '))
    .option('--state <list>', `${USER_STATES.join(', ')}; without it everybody but gone`)
    .option('--sort <column>', `${USER_COLUMNS.join(', ')}; with - before it, the other way round`);
}

const orderSchema = userQuerySchema.omit({ offset: true, limit: true });

/** The query the options describe. Throws `bad_input`. */
export function userQueryFrom({
  text,
  source,
  state,
  sort = 'displayName',
}: UserFilters): Omit<UserQuery, 'offset' | 'limit'> {
  const asked = {
    filter: {
      ...(text === undefined ? {} : { text }),
      ...(source === undefined ? {} : { sources: source.split(',') }),
      ...(state === undefined ? {} : { states: state.split(',') }),
    },
    sort: {
      column: sort.replace(/^-/, ''),
      direction: sort.startsWith('-') ? 'descending' : 'ascending',
    },
  };
  const fields = { text, sources: source, states: state, column: sort };
  return checked(orderSchema, asked, (path) => {
    const [option, given] = Object.entries(fields).find(([name]) => path.includes(name)) ?? ['sort', sort];
    return { field: OPTION_OF[option] ?? '--sort', problem: given ?? '' };
  });
}

const OPTION_OF: Readonly<Record<string, string>> = {
  text: '--text',
  sources: '--source',
  states: '--state',
  column: '--sort',
  displayName: '--name',
  userName: '--user-name',
  email: '--email',
  language: '--language',
  notes: '--notes',
};

export interface UserDetails {
  name?: string;
  userName?: string;
  email?: string;
  language?: string;
  notes?: string;
}

/** Adds the options that say what a user is. */
export function withDetails(command: Program): Program {
  return command
    .option('--name <name>', 'display name')
    .option('--email <address>', 'e-mail address; none without, or empty')
    .option('--user-name <name>', 'what the person signs in with; the e-mail address without')
    .option('--language <language>', 'en or fr; empty: as the browser asks')
    .option('--notes <text>', 'notes');
}

/** A user as the options describe it; what they do not say is as `before`. Throws `bad_input`. */
export function draftFrom(details: UserDetails, before: User | null): UserDraft {
  const nothing = { email: null, displayName: '', language: null, notes: null };
  const { email, displayName, language, notes } = before ?? nothing;
  const userName = details.userName ?? before?.userName;
  const asked = {
    ...(userName === undefined ? {} : { userName }),
    email: given(details.email, email),
    displayName: details.name ?? displayName,
    language: given(details.language, language),
    notes: given(details.notes, notes),
  };
  return checked(userDraftSchema, asked, (path) => {
    const field = path[0] ?? '';
    const value: unknown = Object.entries(asked).find(([name]) => name === field)?.[1];
    return { field: OPTION_OF[field] ?? field, problem: String(value ?? '') };
  });
}

/** An empty option clears; one that is not there leaves what was. */
function given(option: string | undefined, before: string | null): string | null {
  if (option === undefined) return before;
  return option === '' ? null : option;
}

function checked<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  trouble: (path: string[]) => { field: string; problem: string },
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new MusterError('bad_input', trouble((parsed.error.issues[0]?.path ?? []).map(String)));
}
