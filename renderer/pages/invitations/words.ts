import type { TFunction } from 'i18next';
import type { MethodOutput } from '../../../electron/bridge/contract';
import type { Invitation, InviteResult, MailOverview } from '../../../electron/bridge/domain';
import type { Format } from '../../format';

const CODE = /^[a-z]+(?:_[a-z]+)+$/;

/** True when what is said of a mail is a reason of Muster’s own, by its code, and not the words of a server. */
export function isOwnReason(said: string): boolean {
  return CODE.test(said);
}

/** Why a mail did not leave: what the server said, or what the code of a reason of Muster’s own means. */
export function reasonWords(said: string, t: TFunction): string {
  if (!isOwnReason(said)) return said;
  return t([`invitations:mail.reason.${said}`, `errors:${said}`], { defaultValue: said });
}

/** What is known of a mail, in a sentence: when, what the server said, when the next try is. */
export function mailHint(
  { state, at, error: said, nextAt }: NonNullable<Invitation['mail']>,
  t: TFunction,
  format: Format,
): string {
  const when = format.dateTime(at);
  const error = said === null ? null : reasonWords(said, t);
  if (state === 'queued' && nextAt !== null && error !== null) {
    return t('invitations:mail.hint.retry', { time: format.time(nextAt), error });
  }
  if (error !== null) return t('invitations:mail.hint.said', { when, error });
  return t(`invitations:mail.hint.${state}`, { when });
}

/** “12 mails queued · 3 have no e-mail address”: what sending many came to. */
export function sendWords(result: MethodOutput<'invitations.send'>, t: TFunction, format: Format): string {
  const parts = (['queued', 'waiting', 'noAddress', 'ended'] as const).flatMap((name) => {
    const count = result[name];
    return count === 0 ? [] : [t(`invitations:send.${name}`, { count, n: format.number(count) })];
  });
  return parts.length === 0 ? t('invitations:send.nothing') : parts.join(' · ');
}

/** How many invitations were made, drafts of people without an address among them. */
export function madeOf({ created, noAddress }: InviteResult): number {
  return created + noAddress;
}

/** What inviting came to, one line for each thing that differs. */
export function inviteWords(result: InviteResult, t: TFunction, format: Format): string[] {
  const { noAddress, already, notActive } = result;
  const line = (name: string, count: number) =>
    count === 0 ? [] : [t(`invitations:invited.${name}`, { count, n: format.number(count) })];
  const made = madeOf(result);
  return [
    ...(made === 0 ? [t('invitations:invited.nobody')] : line('created', made)),
    ...line('noAddress', noAddress),
    ...line('already', already),
    ...line('notActive', notActive),
  ];
}

/** How many mails wait, and what for; `why` is what keeps them from leaving, in a sentence. */
export function waitingWords(
  count: number,
  overview: MailOverview | null,
  why: string,
  t: TFunction,
  format: Format,
): string {
  const figures = { count, n: format.number(count) };
  if (overview === null) return t('invitations:waiting.noServer', figures);
  if (overview.trouble !== null) {
    return t('invitations:waiting.until', { ...figures, time: format.time(overview.trouble.nextAt), why });
  }
  return t('invitations:waiting.leaving', {
    ...figures,
    pace: format.number(overview.connection.perMinute),
  });
}
