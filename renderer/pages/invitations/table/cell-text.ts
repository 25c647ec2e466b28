import type { TFunction } from 'i18next';
import type { HandedBy, Invitation } from '../../../../electron/bridge/domain';
import type { Format } from '../../../format';
import type { InvitationColumn } from './columns';

/** What cells are written with; `t` speaks the namespace `invitations`. */
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

/** The text of a cell, but for the states of invitation and mail, which have signs. */
export function invitationCell(
  invitation: Invitation,
  column: Exclude<InvitationColumn, 'state' | 'mail'>,
  kit: CellKit,
): CellText {
  switch (column) {
    case 'displayName':
      return written(nameOf(invitation));
    case 'email':
      return written(addressOf(invitation));
    case 'sentAt':
      return sentText(invitation, kit);
    case 'openedAt':
    case 'createdAt':
      return aged(invitation[column], kit);
    case 'expiresAt':
      return expiryText(invitation, kit);
    case 'reminders':
      return { text: invitation.reminders === 0 ? '' : kit.format.number(invitation.reminders) };
  }
}

/** How the invited person is called where only one word can stand. */
export function nameOf({ displayName, userName }: Pick<Invitation, 'displayName' | 'userName'>): string {
  return displayName === '' ? userName : displayName;
}

/** Where mails go, else what the person signs in with. */
export function addressOf({ email, userName }: Pick<Invitation, 'email' | 'userName'>): string {
  return email ?? userName;
}

/** “mail · 2 h”: how it was handed over first, and when. */
function sentText({ sentAt, handedBy }: Invitation, kit: CellKit): CellText {
  if (sentAt === null) return { text: '' };
  const age = kit.format.age(sentAt, kit.now);
  const exact = kit.format.dateTime(sentAt);
  if (handedBy === null) return { text: age, title: exact };
  return { text: kit.t(`sent.short.${handedBy}`, { age }), title: sentTitle(handedBy, exact, kit.t) };
}

function sentTitle(handedBy: HandedBy, when: string, t: TFunction): string {
  return t(`sent.long.${handedBy}`, { when });
}

/** When it will expire; of what has ended nothing is told, but of an expired one when it did. */
function expiryText({ expiresAt, state }: Invitation, { format, now }: CellKit): CellText {
  if (state === 'used' || state === 'cancelled') return { text: '' };
  return { text: format.relative(expiresAt, now), title: format.dateTime(expiresAt) };
}

function aged(at: number | null, { format, now }: CellKit): CellText {
  return at === null ? { text: '' } : { text: format.age(at, now), title: format.dateTime(at) };
}

function written(value: string): CellText {
  return { text: value, title: value };
}
