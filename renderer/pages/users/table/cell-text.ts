import type { TFunction } from 'i18next';
import type { User } from '../../../../electron/bridge/domain';
import type { Format } from '../../../format';
import type { UserColumn } from './columns';

/** What cells are written with; `t` speaks the namespace `users`. */
export interface CellKit {
  t: TFunction;
  format: Format;
  now: number;
}

/** What a cell says; `title` is the whole or exact value. Empty text is an empty cell. */
export interface CellText {
  text: string;
  title?: string;
}

/** The text of a cell, but for the state, which has a sign. */
export function userCell(user: User, column: Exclude<UserColumn, 'state'>, kit: CellKit): CellText {
  switch (column) {
    case 'displayName':
    case 'userName':
    case 'email':
    case 'orgUnitPath':
      return written(user[column]);
    case 'source':
      return { text: kit.t(`source.${user.source}`) };
    case 'devices':
      return { text: user.devices === 0 ? '' : kit.format.number(user.devices) };
    case 'changedAt':
      return { text: kit.format.age(user.changedAt, kit.now), title: kit.format.dateTime(user.changedAt) };
  }
}

/** How a user is called where only one word can stand. */
export function nameOf({ displayName, userName }: Pick<User, 'displayName' | 'userName'>): string {
  return displayName === '' ? userName : displayName;
}

function written(value: string | null): CellText {
  return value === null ? { text: '' } : { text: value, title: value };
}
