import { isDict, type PlistDict } from '../../../../model/apple/plist.ts';
import type { ProfileForm, ProfileScope } from '../../../../model/apple/profile.ts';
import { badField } from './secrets.ts';
import { settingsOf } from './settings.ts';

/** What a profile is built from. `earlier` is the version before: identifiers, UUIDs and secrets left null come from it. */
export interface Blueprint {
  id: string;
  name: string;
  description: string;
  scope: ProfileScope;
  form: ProfileForm;
  earlier: PlistDict | null;
}

/**
 * A profile with one payload. Devices update a payload in its place when identifier and UUID are the same in the next version
 * (CommonPayloadKeys). Throws `bad_input` naming the field.
 */
export function buildProfile(blueprint: Blueprint, newUuid: () => string): PlistDict {
  const { id, name, description, scope, form, earlier } = blueprint;
  const before = firstPayload(earlier);
  const { type, keys } = settingsOf(form, name, before);
  const identifier = textIn(earlier, 'PayloadIdentifier') ?? `app.muster.profile.${id}`;
  const payload: PlistDict = {
    ...keys,
    PayloadType: type,
    PayloadVersion: 1,
    PayloadIdentifier: textIn(before, 'PayloadIdentifier') ?? `${identifier}.${form.kind}`,
    // Another type is another payload.
    PayloadUUID: (before?.PayloadType === type ? textIn(before, 'PayloadUUID') : undefined) ?? newUuid(),
    PayloadDisplayName: form.kind === 'certificate' ? form.name : name,
  };
  return {
    PayloadType: 'Configuration',
    PayloadVersion: 1,
    PayloadIdentifier: identifier,
    PayloadUUID: textIn(earlier, 'PayloadUUID') ?? newUuid(),
    PayloadDisplayName: name,
    ...(description === '' ? {} : { PayloadDescription: description }),
    PayloadScope: scope,
    PayloadContent: [payload],
  };
}

/** A profile stays what it is: its form can be filled in anew, not exchanged. Throws `bad_input` (kind). */
export function sameKind(form: ProfileForm, before: ProfileForm | null): void {
  if (before === null) throw badField('kind', 'this profile was uploaded; upload the changed file instead');
  if (before.kind !== form.kind) throw badField('kind', `this profile is ${before.kind}; make a new one`);
}

function firstPayload(profile: PlistDict | null): PlistDict | null {
  const list = profile?.PayloadContent;
  const first = Array.isArray(list) ? list[0] : undefined;
  return isDict(first) ? first : null;
}

function textIn(dict: PlistDict | null, key: string): string | undefined {
  const value = dict?.[key];
  return typeof value === 'string' ? value : undefined;
}
