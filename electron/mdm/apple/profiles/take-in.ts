import type { PickedProfile } from '../../../model/apple/profile.ts';
import { MusterError } from '../../../model/errors.ts';
import type { Random } from '../../../model/ports.ts';
import type { PkiService } from '../../../pki/contract.ts';
import { writePlist } from '../../../plist/plist.ts';
import type { ProfileService } from '../contract.ts';
import { buildProfile, sameKind } from './forms/build.ts';
import { bareCertificate } from './forms/certificate.ts';
import { withoutSecrets } from './forms/secrets.ts';
import { judgeProfile } from './judge.ts';
import { contentOf, type KeepDeps, keepProfile, rowOf } from './keep.ts';
import { formOf } from './library.ts';
import { readProfile } from './read.ts';
import type { createProfileTray } from './tray.ts';

export interface TakeInDeps extends KeepDeps {
  pki: Pick<PkiService, 'cms'>;
  random: Random;
  /** PayloadIdentifier of the enrollment profile. */
  reserved: string;
}

type Tray = ReturnType<typeof createProfileTray>;

/** See ProfileService.pick. */
export async function pick(
  { apple, pki, clock, random, reserved }: TakeInDeps,
  tray: Tray,
  fileName: string,
  bytes: Uint8Array,
): Promise<PickedProfile> {
  const read = await readProfile(bytes, pki.cms);
  const judged = judgeProfile(read.content, fileName, reserved);
  const same = (await apple.profiles()).find(({ identifier }) => identifier === judged.identifier);
  const handle = random.uuid(clock.now());
  tray.put(handle, { read, judged });
  return { ...judged, handle, fileName, signed: read.signed, replaces: same?.id ?? null };
}

/** What was kept, and whether devices that have it would see a difference. */
export interface Kept {
  id: string;
  different: boolean;
}

/** See ProfileService.add. */
export async function addPicked(
  deps: TakeInDeps,
  tray: Tray,
  { handle, name, description, replace }: Parameters<ProfileService['add']>[0],
): Promise<Kept> {
  const { read, judged } = tray.look(handle);
  const { identifier, scope, types } = judged;
  const same = (await deps.apple.profiles()).find((row) => row.identifier === identifier);
  if (same !== undefined && !replace) {
    throw new MusterError('profile_identifier_taken', { name: same.name, identifier });
  }
  const before = same === undefined ? null : await rowOf(deps, same.id);
  const id = before?.id ?? deps.random.uuid(deps.clock.now());
  const facts = { id, name, description, identifier, scope, types, form: null };
  const different = await keepProfile(deps, facts, read.bytes, before);
  tray.clear(handle);
  return { id, different: different && before !== null };
}

/** See ProfileService.build. */
export async function build(
  deps: TakeInDeps,
  { id: given, name, description, scope, form: filledIn }: Parameters<ProfileService['build']>[0],
): Promise<Kept> {
  const newUuid = (): string => deps.random.uuid(deps.clock.now());
  const form = filledIn.kind === 'certificate' ? bareCertificate(filledIn) : filledIn;
  const before = given === null ? null : await rowOf(deps, given);
  if (before !== null) sameKind(form, formOf(before));
  const earlier = before === null ? null : await contentOf(deps, before);
  const id = before?.id ?? newUuid();
  const content = buildProfile({ id, name, description, scope, form, earlier }, newUuid);
  const { identifier, types } = judgeProfile(content, name, deps.reserved);
  const facts = {
    id,
    name,
    description,
    identifier,
    scope,
    types,
    form: JSON.stringify(withoutSecrets(form)),
  };
  const different = await keepProfile(deps, facts, writePlist(content), before);
  return { id, different: different && before !== null };
}
