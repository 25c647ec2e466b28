import type { MailLanguage } from '../../../model/mail.ts';
import type { MailKind, MailValues } from '../../../model/mail-job.ts';

const HOUR_MS = 3_600_000;
const SITE = 'https://register.example.org:8443';
const PERSON = { name: 'Camille Martin', userName: 'camille.martin@example.org' };

/** Made-up values for a preview, as somebody could get them who has an invitation, a PIN and no password yet. */
export function sampleValues(
  kind: MailKind,
  language: MailLanguage,
  { organisation, now }: { organisation: string; now: number },
): MailValues {
  const inHours = (hours: number): string =>
    new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' }).format(
      now + hours * HOUR_MS,
    );
  const common = { ...PERSON, organisation, go: `${SITE}/go`, link: `${SITE}/i/vYx0Qm3TzKfN8aLwR5cJ1g` };
  switch (kind) {
    case 'invitation':
      return { ...common, until: inHours(14 * 24), pin: '48210937', pinUntil: inHours(72), newPassword: 'x' };
    case 'pin':
      return { ...common, pin: '48210937', pinUntil: inHours(72) };
    case 'reminder':
      return { ...common, until: inHours(9 * 24) };
    case 'password':
      return { ...common, password: 'kfw4-m7pz-9hqd-t3vx', passwordUntil: inHours(72) };
  }
}
