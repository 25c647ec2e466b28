import type { Invitation } from '../../model/invitation.ts';
import type { MailKind, MailValues } from '../../model/mail-job.ts';
import type { RegistrationOverview } from '../../model/registration-settings.ts';
import type { User } from '../../model/user.ts';
import { asksOf } from '../asks.ts';
import { currentLink } from '../invitations/current-link.ts';
import { linkUrl } from '../invitations/hand-over.ts';
import { makePin, validPin } from '../invitations/make-pin.ts';
import { makePassword } from '../settings/make-password.ts';
import type { OutboxDeps } from './deps.ts';

/** Of which kind a mail is, to whom, in which language, and about what. */
export interface Letter {
  kind: MailKind;
  user: User;
  invitation: Invitation | null;
  language: 'en' | 'fr';
  overview: RegistrationOverview;
}

interface Written {
  values: MailValues;
  pinFollows: boolean;
}

/** The value of a field that only says that its section is there. */
const THERE = 'x';

/** What a mail says (MAIL_FIELDS). Throws `invitation_ended`, and what the vault and the store throw. */
export async function written(deps: OutboxDeps, letter: Letter): Promise<Written> {
  const { kind, user, invitation, overview } = letter;
  const { displayName: name, userName } = user;
  const link =
    invitation === null
      ? undefined
      : linkUrl(overview, await currentLink(deps, invitation, overview.urlVersion));
  const go = overview.goUrl ?? undefined;
  const values = { name, userName, organisation: deps.organisation(), go, link };
  const until = invitation === null ? undefined : whenText(invitation.expiresAt, letter);
  switch (kind) {
    case 'invitation': {
      const ways = await waysIn(deps, letter);
      return { values: { ...values, until, ...ways.values }, pinFollows: ways.pinFollows };
    }
    case 'reminder':
      return { values: { ...values, until }, pinFollows: false };
    case 'pin': {
      const made = await mailedPin(deps, letter);
      // Sent apart, it does not lie beside the link again.
      const apart = overview.settings.pinApart ? { link: undefined } : {};
      return { values: { ...values, ...apart, ...made }, pinFollows: false };
    }
    case 'password':
      return { values: { ...values, ...(await mailedPassword(deps, letter)) }, pinFollows: false };
  }
}

/** How the user signs in, with a new PIN where he needs one. */
async function waysIn(deps: OutboxDeps, letter: Letter): Promise<Written> {
  const { user, overview } = letter;
  const { mode, pinApart } = overview.settings;
  const own = await deps.access.havePassword([user.id], deps.clock.now());
  const asks = asksOf(mode, user.source, own.length > 0);
  const password = {
    directory: asks.password === 'directory' ? THERE : undefined,
    password: asks.password === 'own' ? THERE : undefined,
    newPassword: asks.password === 'none' && mode !== 'pin' ? THERE : undefined,
  };
  // A PIN that was shown to somebody is not taken back by a mail.
  const isShown = asks.pin && (await validPin(deps, user.id))?.way === 'shown';
  if (!asks.pin || isShown) return { values: password, pinFollows: false };
  if (pinApart) return { values: { ...password, pinApart: THERE }, pinFollows: true };
  return { values: { ...password, ...(await mailedPin(deps, letter)) }, pinFollows: false };
}

async function mailedPin(deps: OutboxDeps, letter: Letter): Promise<{ pin: string; pinUntil: string }> {
  const { user, invitation, overview } = letter;
  const whose = { userId: user.id, userName: user.userName, invitationId: invitation?.id ?? null };
  const { pin, until } = await makePin(deps, overview.settings, { ...whose, way: 'mail' });
  return { pin, pinUntil: whenText(until, letter) };
}

async function mailedPassword(
  deps: OutboxDeps,
  letter: Letter,
): Promise<{ password: string; passwordUntil: string }> {
  const { user, overview } = letter;
  // That it is given was recorded when the mail was queued.
  const { password, until } = await makePassword(deps, overview.settings, user.id, null);
  return { password, passwordUntil: whenText(until, letter) };
}

/** A day with its weekday, and the time on this machine’s clock. */
function whenText(at: number, { language }: Pick<Letter, 'language'>): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' }).format(at);
}
