import { type AppleOrder, requestTypeOf } from '../../../../model/apple/order.ts';
import type { PlistDict } from '../../../../model/apple/plist.ts';
import { isMusterError } from '../../../../model/errors.ts';
import { writePlist } from '../../../../plist/plist.ts';
import type { OutgoingOrder } from '../../../../store/contract/apple.ts';
import type { RenderOrder } from '../../parts.ts';
import type { OrderDeps } from '../orders.ts';
import { openPin } from '../secrets.ts';
import { DEVICE_QUERIES } from './queries.ts';

const DAY_MS = 24 * 60 * 60_000;
/** A device may take days to unlock and follow the profile that renews its identity. */
const RENEWAL_DAYS = 7;

type Fields = Promise<PlistDict | 'not_wanted'>;

/** Writes orders as Apple’s commands (mdm/commands); see RenderOrder. Throws what vault, store and signing throw. */
export function createRenderer(deps: OrderDeps): RenderOrder {
  return async (outgoing) => {
    const fields = await fieldsOf(deps, outgoing).catch(unsayable);
    if (fields === 'not_wanted') return fields;
    const Command: PlistDict = { RequestType: requestTypeOf(outgoing.order), ...fields };
    return writePlist({ CommandUUID: outgoing.uuid, Command });
  };
}

/** What is damaged can never be said: the order ends, instead of standing in the way of those behind it. */
function unsayable(error: unknown): 'not_wanted' {
  if (isMusterError(error, 'vault_damaged_secret')) return 'not_wanted';
  throw error;
}

/** What a command says besides its RequestType. */
async function fieldsOf(deps: OrderDeps, outgoing: OutgoingOrder): Fields {
  const { order } = outgoing;
  switch (order.type) {
    case 'DeviceLock':
      return await withPin(
        deps,
        outgoing,
        order.pin,
        told({ Message: order.message, PhoneNumber: order.phone }),
      );
    case 'EraseDevice':
      return await withPin(deps, outgoing, order.pin, order.pin ? ERASE_MAC : {});
    case 'ClearPasscode':
      return await unlockToken(deps, outgoing.deviceId);
    case 'InstallProfile':
      return await libraryProfile(deps, order.profile.profileId);
    case 'RenewIdentity':
      return await renewal(deps, outgoing.deviceId);
    case 'Unenroll':
      return { Identifier: deps.profiles.identifier };
    default:
      return plainFields(order);
  }
}

type Plain = Exclude<
  AppleOrder,
  { type: 'DeviceLock' | 'EraseDevice' | 'ClearPasscode' | 'InstallProfile' | 'RenewIdentity' | 'Unenroll' }
>;

/** Commands that need nothing but the order itself. */
function plainFields(order: Plain): PlistDict {
  switch (order.type) {
    case 'DeviceInformation':
      return { Queries: [...DEVICE_QUERIES] };
    case 'ProfileList':
    case 'CertificateList':
      return { ManagedOnly: false };
    case 'InstalledApplicationList':
      return { ManagedAppsOnly: false };
    case 'EnableLostMode':
      return told({ Message: order.message, PhoneNumber: order.phone, Footnote: order.footnote });
    case 'Rename':
      return { Settings: [{ Item: 'DeviceName', DeviceName: writable(order.name) }] };
    case 'RemoveProfile':
      return { Identifier: writable(order.identifier) };
    default:
      return {};
  }
}

/**
 * With `Default`, a Mac that cannot erase its content and settings says Error and erases itself all the same; with this value it
 * acknowledges, so that what is shown as failed was not done (Apple, EraseDevice, macOS 12).
 */
const ERASE_MAC: PlistDict = { ObliterationBehavior: 'ObliterateWithWarning' };

/** An order for a Mac whose PIN is not there would lock it for good. */
async function withPin(
  { vault }: OrderDeps,
  { uuid, sealed }: OutgoingOrder,
  isWithPin: boolean,
  fields: PlistDict,
): Fields {
  if (!isWithPin) return fields;
  if (sealed === null) return 'not_wanted';
  return { ...fields, PIN: await openPin(vault, uuid, sealed) };
}

async function unlockToken({ apple, vault }: OrderDeps, deviceId: string): Fields {
  const device = await apple.device(deviceId);
  if (device === null || device.unlockToken === null) return 'not_wanted';
  return { UnlockToken: await vault.open(`apple.unlock.${device.udid}`, device.unlockToken) };
}

/** The newest version goes out, whichever was the newest when it was ordered. */
async function libraryProfile({ apple, vault, pki }: OrderDeps, profileId: string): Fields {
  const profile = await apple.profile(profileId);
  if (profile === null) return 'not_wanted';
  const content = await vault.open(`apple.profile.${profile.id}`, profile.sealed);
  return { Payload: await pki.cms.sign(content) };
}

async function renewal({ apple, clock, profiles }: OrderDeps, deviceId: string): Fields {
  const device = await apple.device(deviceId);
  if (device === null) return 'not_wanted';
  const until = clock.now() + RENEWAL_DAYS * DAY_MS;
  const { userId } = device;
  return { Payload: await profiles.make({ purpose: 'renew', ticketId: null, userId, deviceId, until }) };
}

/** An empty text is left out: Apple’s keys are optional, and an empty message is no message. */
function told(texts: Record<string, string>): PlistDict {
  const written = Object.entries(texts).map(([key, text]) => [key, writable(text)] as const);
  return Object.fromEntries(written.filter(([, text]) => text.trim() !== ''));
}

/** Without the characters XML cannot hold (XML 1.0 section 2.2), which nobody would see on a lock screen either. */
function writable(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '');
}
