import type { PlistDict } from '../../../../model/apple/plist.ts';
import type { ProfileForm } from '../../../../model/apple/profile.ts';
import { MusterError } from '../../../../model/errors.ts';

/** The secret of a form: the one given, else the one in the earlier payload. An empty one takes it away. */
export function secretOf(given: string | null, earlier: PlistDict | null, key: string): string | undefined {
  const kept = earlier?.[key];
  const secret = given ?? (typeof kept === 'string' ? kept : '');
  return secret === '' ? undefined : secret;
}

/** The form as it is kept in clear and shown again. */
export function withoutSecrets(form: ProfileForm): ProfileForm {
  if (form.kind === 'wifi') return { ...form, password: null };
  if (form.kind === 'vpn') return { ...form, sharedSecret: null, password: null };
  return form;
}

/** The error for one field of a form. */
export function badField(field: string, problem: string): MusterError {
  return new MusterError('bad_input', { field, problem });
}
