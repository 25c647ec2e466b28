import type { AuditDraft } from '../../model/audit.ts';
import type { RegistrationSettings } from '../../model/registration-settings.ts';

/** What a change of the settings does, for the log: `from → to` by field; of the terms only that they changed. */
export function changesOf(before: RegistrationSettings, after: RegistrationSettings): AuditDraft['detail'] {
  const old = flat(before);
  const changes = [...flat(after)].filter(([field, value]) => old.get(field) !== value);
  return Object.fromEntries(
    changes.map(([field, value]) => [
      field,
      field.startsWith('terms.') ? 'changed' : `${old.get(field)} → ${value}`,
    ]),
  );
}

function flat(settings: RegistrationSettings): Map<string, unknown> {
  const fields = Object.entries(settings).flatMap(([field, value]): [string, unknown][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([inner, each]) => [`${field}.${inner}`, each])
      : [[field, value]],
  );
  return new Map(fields);
}
