import { describe, expect, it } from 'vitest';
import { readReport } from '../../../../electron/mdm/apple/orders/orders.ts';
import type { PlistDict } from '../../../../electron/model/apple/plist.ts';

const DONE: PlistDict = { Status: 'Acknowledged', UDID: 'UDID-1', CommandUUID: 'c1' };

describe('a result on the command channel', () => {
  it('idle names no order', () => {
    expect(readReport({ Status: 'Idle', UDID: 'UDID-1' })).toEqual({
      udid: 'UDID-1',
      guid: '',
      status: 'Idle',
      uuid: null,
      errors: null,
      inventory: null,
    });
  });

  it.each<[string, PlistDict, string]>([
    ['the device', {}, ''],
    ['a Mac’s user', { UserID: 'GUID-7', UserShortName: 'ada' }, 'GUID-7'],
    ['a shared iPad’s user', { UserID: 'ffffffff-ffff-ffff-ffff-ffffffffffff', UserShortName: 'ada' }, 'ada'],
    ['the user of a User Enrollment', { EnrollmentUserID: 'E-USER' }, 'E-USER'],
  ])('tells the channel of %s', (_, said, guid) => {
    expect(readReport({ ...DONE, ...said })).toMatchObject({ guid, uuid: 'c1' });
  });

  it('knows a User Enrollment by its EnrollmentID', () => {
    const { UDID: _, ...rest } = DONE;
    expect(readReport({ ...rest, EnrollmentID: 'E-1' })).toMatchObject({ udid: 'E-1' });
  });

  it.each<[PlistDict]>([
    [{ UDID: 'UDID-1' }],
    [{ Status: 'Acknowledged' }],
    [{ Status: 'Acknowledged', UDID: 7 }],
    [{ Status: 'Perhaps', UDID: 'UDID-1' }],
  ])('%j is none', (message) => {
    expect(readReport(message)).toBeNull();
  });

  it.each<[PlistDict, string]>([
    [{ QueryResponses: { DeviceName: 'Ada’s', Fancy: [1n] } }, 'information'],
    [{ SecurityInfo: { PasscodePresent: true } }, 'security'],
    [{ ProfileList: [{ PayloadIdentifier: 'a' }] }, 'profiles'],
    [{ InstalledApplicationList: [{ Identifier: 'a', Name: 'b' }] }, 'applications'],
    [{ CertificateList: [{ CommonName: 'a', Data: Uint8Array.of(1, 2) }] }, 'certificates'],
  ])('brings its part of the inventory, unknown keys and all: %#', (said, part) => {
    const [value] = Object.values(said);
    const kept = JSON.parse(JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? String(one) : one)));
    const told = readReport({ ...DONE, ...said })?.inventory;
    expect(told?.part).toBe(part);
    if (part === 'certificates') expect(told?.value).toEqual([{ CommonName: 'a', Data: { $data: 'AQI=' } }]);
    else expect(told?.value).toEqual(kept);
  });

  it('of a user tells nothing of the device', () => {
    const said = { ...DONE, UserID: 'GUID-7', ProfileList: [{ PayloadIdentifier: 'his' }] };
    expect(readReport(said)).toMatchObject({ status: 'Acknowledged', inventory: null });
  });

  it('an error comes with Apple’s words as the device said them', () => {
    const ErrorChain = [
      {
        ErrorCode: 4001,
        ErrorDomain: 'MCInstallationErrorDomain',
        LocalizedDescription: 'Échec',
        Extra: 'kept',
      },
    ];
    expect(readReport({ ...DONE, Status: 'Error', ErrorChain })).toMatchObject({
      status: 'Error',
      errors: ErrorChain,
    });
  });

  it('of settings that one of them was refused is an error', () => {
    const Settings = [{ Item: 'DeviceName', Status: 'Error', ErrorChain: [{ ErrorCode: 12026 }] }];
    expect(readReport({ ...DONE, Settings })).toMatchObject({
      status: 'Error',
      errors: [{ ErrorCode: 12026 }],
    });
    expect(readReport({ ...DONE, Settings: [{ Item: 'DeviceName', Status: 'Acknowledged' }] })).toMatchObject(
      {
        status: 'Acknowledged',
      },
    );
  });

  describe('malformed in part', () => {
    it.each<[PlistDict, unknown]>([
      [{ QueryResponses: 'all of them' }, null],
      [
        { InstalledApplicationList: ['Mail', { Name: 'Notes' }, 7] },
        { part: 'applications', value: [{ Name: 'Notes' }] },
      ],
      [
        { QueryResponses: { LastCloudBackupDate: new Date(Number.NaN), DeviceName: 'Ada’s' } },
        { part: 'information', value: { DeviceName: 'Ada’s' } },
      ],
    ])('still counts: %#', (said, inventory) => {
      expect(readReport({ ...DONE, ...said })).toMatchObject({
        status: 'Acknowledged',
        uuid: 'c1',
        inventory,
      });
    });

    it.each<[PlistDict[string], unknown]>([
      ['it failed', null],
      [[], null],
      [['it failed', { ErrorCode: '12', LocalizedDescription: 'No' }], [{ LocalizedDescription: 'No' }]],
    ])('keeps of the errors %j what can be kept', (ErrorChain, errors) => {
      expect(readReport({ ...DONE, Status: 'Error', ErrorChain })).toMatchObject({ status: 'Error', errors });
    });

    it('keeps of errors without end what a person can read', () => {
      const link = { ErrorCode: 1, LocalizedDescription: 'No. '.repeat(100_000), More: 'x'.repeat(100_000) };
      const ErrorChain = Array.from({ length: 1000 }, () => link);
      const told = readReport({ ...DONE, Status: 'Error', ErrorChain });
      expect(told?.errors?.[0]).toMatchObject({
        ErrorCode: 1,
        LocalizedDescription: expect.stringMatching(/^No\. /),
      });
      expect(JSON.stringify(told).length).toBeLessThan(100_000);
    });
  });
});
