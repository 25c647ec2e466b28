import { describe, expect, it } from 'vitest';
import { createRenderer } from '../../../../electron/mdm/apple/orders/orders.ts';
import { makePin, sealPin } from '../../../../electron/mdm/apple/orders/secrets.ts';
import type { AppleOrder } from '../../../../electron/model/apple/order.ts';
import { isDict, type PlistDict } from '../../../../electron/model/apple/plist.ts';
import { DEVICE_LIMITS, readPlist } from '../../../../electron/plist/plist.ts';
import { DAY, deviceRow, glassVault, openOrders, T0 } from '../../../support/apple/order-fakes.ts';
import { testRandom } from '../../../support/memory-vault-parts.ts';

const UUID = '0193a000-0000-7000-8000-00000000000a';

/** The command as the device reads it. */
async function commandOf(
  order: AppleOrder,
  given: { sealed?: Uint8Array; parts?: ReturnType<typeof openOrders> } = {},
): Promise<PlistDict | 'not_wanted'> {
  const { deps } = given.parts ?? openOrders();
  const outgoing = { uuid: UUID, deviceId: 'd1', order, sealed: given.sealed ?? null, tries: 1 };
  const bytes = await createRenderer(deps)(outgoing);
  if (bytes === 'not_wanted') return bytes;
  expect(Buffer.from(bytes).toString()).toMatch(/^<\?xml/);
  const plist = readPlist(bytes, DEVICE_LIMITS);
  expect(Object.keys(plist).sort()).toEqual(['Command', 'CommandUUID']);
  expect(plist.CommandUUID).toBe(UUID);
  if (!isDict(plist.Command)) throw new Error('no command');
  return plist.Command;
}

describe('an order as Apple’s command', () => {
  it.each<[AppleOrder, PlistDict]>([
    [{ type: 'SecurityInfo' }, { RequestType: 'SecurityInfo' }],
    [{ type: 'ProfileList' }, { RequestType: 'ProfileList', ManagedOnly: false }],
    [
      { type: 'InstalledApplicationList' },
      { RequestType: 'InstalledApplicationList', ManagedAppsOnly: false },
    ],
    [{ type: 'CertificateList' }, { RequestType: 'CertificateList', ManagedOnly: false }],
    [{ type: 'RestartDevice' }, { RequestType: 'RestartDevice' }],
    [{ type: 'ShutDownDevice' }, { RequestType: 'ShutDownDevice' }],
    [{ type: 'DisableLostMode' }, { RequestType: 'DisableLostMode' }],
    [
      { type: 'DeviceLock', message: 'Call us', phone: '', pin: false },
      { RequestType: 'DeviceLock', Message: 'Call us' },
    ],
    [{ type: 'EraseDevice', pin: false }, { RequestType: 'EraseDevice' }],
    [
      { type: 'EnableLostMode', message: '', phone: '+33 1', footnote: 'Lost' },
      { RequestType: 'EnableLostMode', PhoneNumber: '+33 1', Footnote: 'Lost' },
    ],
    [
      { type: 'Rename', name: 'Salle 4' },
      { RequestType: 'Settings', Settings: [{ Item: 'DeviceName', DeviceName: 'Salle 4' }] },
    ],
    [
      { type: 'RemoveProfile', identifier: 'org.example.wifi' },
      { RequestType: 'RemoveProfile', Identifier: 'org.example.wifi' },
    ],
    [{ type: 'Unenroll' }, { RequestType: 'RemoveProfile', Identifier: 'org.example.enrollment' }],
  ])('%j', async (order, command) => {
    expect(await commandOf(order)).toEqual(command);
  });

  it('asks iPhones and Macs alike for what the pane shows', async () => {
    const command = await commandOf({ type: 'DeviceInformation' });
    const shown = ['DeviceName', 'OSVersion', 'SerialNumber', 'ProductName', 'IsSupervised', 'BatteryLevel'];
    const more = ['DeviceCapacity', 'AvailableDeviceCapacity', 'IsMDMLostModeEnabled', 'HostName', 'WiFiMAC'];
    expect(command).toMatchObject({ Queries: expect.arrayContaining([...shown, ...more]) });
  });

  it('has the PIN of a Mac from its box, and never goes out without', async () => {
    const sealed = await sealPin(glassVault, UUID, '042137');
    const order: AppleOrder = { type: 'DeviceLock', message: '', phone: '', pin: true };
    expect(await commandOf(order, { sealed })).toEqual({ RequestType: 'DeviceLock', PIN: '042137' });
    expect(await commandOf({ type: 'EraseDevice', pin: true }, { sealed })).toEqual({
      RequestType: 'EraseDevice',
      PIN: '042137',
      ObliterationBehavior: 'ObliterateWithWarning',
    });
    expect(await commandOf(order)).toBe('not_wanted');
    expect(await commandOf(order, { sealed: await sealPin(glassVault, 'another', '042137') })).toBe(
      'not_wanted',
    );
  });

  it('clears a passcode with the token the device gave', async () => {
    const parts = openOrders();
    const unlockToken = await glassVault.seal('apple.unlock.UDID-1', Buffer.from('token'));
    parts.apple.devices.set('d1', deviceRow({ unlockToken }));
    const command = await commandOf({ type: 'ClearPasscode' }, { parts });
    expect(command).toEqual({
      RequestType: 'ClearPasscode',
      UnlockToken: Uint8Array.from(Buffer.from('token')),
    });
    parts.apple.devices.set('d1', deviceRow());
    expect(await commandOf({ type: 'ClearPasscode' }, { parts })).toBe('not_wanted');
  });

  it('takes a profile from the library as it is now, signed, and none that is gone', async () => {
    const parts = openOrders();
    const order: AppleOrder = {
      type: 'InstallProfile',
      profile: { profileId: 'p1', version: 1, identifier: 'org.example.wifi' },
    };
    expect(await commandOf(order, { parts })).toBe('not_wanted');
    parts.apple.profiles.set('p1', {
      id: 'p1',
      name: 'Wi-Fi',
      description: '',
      identifier: 'org.example.wifi',
      scope: 'System',
      types: [],
      form: null,
      version: 2,
      sealed: await glassVault.seal('apple.profile.p1', Buffer.from('version 2')),
      bytes: 9,
      createdAt: T0,
      changedAt: T0,
    });
    expect(await commandOf(order, { parts })).toEqual({
      RequestType: 'InstallProfile',
      Payload: Uint8Array.from(Buffer.from('signed:version 2')),
    });
  });

  it('renews an identity by the enrollment profile, with a week for it', async () => {
    const parts = openOrders();
    parts.apple.devices.set('d1', deviceRow());
    const command = await commandOf({ type: 'RenewIdentity' }, { parts });
    expect(command).toMatchObject({
      RequestType: 'InstallProfile',
      Payload: Uint8Array.from(Buffer.from('the enrollment profile')),
    });
    expect(parts.made).toEqual([
      { purpose: 'renew', ticketId: null, userId: 'u1', deviceId: 'd1', until: T0 + 7 * DAY },
    ]);
  });

  it('leaves out characters that no property list can hold, rather than standing in the queue for good', async () => {
    const order: AppleOrder = {
      type: 'DeviceLock',
      message: 'Hi\u0000 \u{1f44b}\ud800',
      phone: '\u0007',
      pin: false,
    };
    expect(await commandOf(order)).toEqual({ RequestType: 'DeviceLock', Message: 'Hi \u{1f44b}' });
  });
});

it('a PIN is six digits, with zeros in front, none likelier than another', () => {
  const draws = [
    [0xff, 0xff, 0xff],
    [0x00, 0x00, 0x2a],
  ];
  const random = { bytes: () => Uint8Array.from(draws.shift() ?? []) };
  expect(makePin(random)).toBe('000042');
  expect(Array.from({ length: 50 }, () => makePin(testRandom))).toSatisfy((pins: string[]) =>
    pins.every((pin) => /^\d{6}$/.test(pin)),
  );
});
