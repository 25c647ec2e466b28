import { isMusterError, toMusterError } from '../../../electron/bridge/domain';
import type { MailField } from './draft';

const FIELD_OF: Readonly<Record<string, MailField>> = {
  mail_unreachable: 'host',
  mail_certificate: 'authority',
  mail_not_secured: 'security',
  mail_refused: 'fromAddress',
};

/** The names the service has for fields that are called otherwise here. */
const OURS: Readonly<Record<string, MailField>> = { address: 'fromAddress', from: 'fromAddress' };

/** The field in which a failed attempt can be mended; null when it is none of them. */
export function fieldOf(error: unknown, fields: readonly MailField[]): MailField | null {
  const { code, details } = toMusterError(error);
  if (isMusterError(error, 'bad_input')) {
    const named =
      String(details.field ?? '')
        .split('.')
        .at(-1) ?? '';
    return OURS[named] ?? fields.find((field) => field === named) ?? null;
  }
  if (code === 'mail_sign_in_refused') return fields.includes('password') ? 'password' : null;
  return FIELD_OF[code] ?? null;
}
