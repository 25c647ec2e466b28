import { describe, expect, it } from 'vitest';
import { parseChromeosDevice, parseChromeosPage, readRecord } from '../../../electron/model/chromeos-page.ts';
import { deviceFieldsOf } from '../../../electron/model/chromeos-record.ts';

const fields = (record: object) => deviceFieldsOf(readRecord({ deviceId: 'd1', ...record }));

describe('a Google device record', () => {
  it('becomes the columns of a device', () => {
    const device = fields({
      serialNumber: '5CD1',
      model: 'HP Chromebook 11',
      status: 'ACTIVE',
      annotatedUser: 'marie@example.org',
      annotatedLocation: 'Room 3',
      annotatedAssetId: 'A-1',
      notes: 'lent',
      orgUnitId: 'id:03',
      orgUnitPath: '/Pupils',
      osVersion: '144.0.7204.1',
      lastSync: '2026-11-20T08:15:00.000Z',
      firstEnrollmentTime: '2024-01-01T00:00:00Z',
      lastEnrollmentTime: '2025-01-01T00:00:00Z',
      autoUpdateThrough: '2031-06-01',
      autoUpdateExpiration: '1700000000000',
    });
    expect(device).toEqual({
      platform: 'chromeos',
      providerId: 'd1',
      name: null,
      serial: '5CD1',
      model: 'HP Chromebook 11',
      user: 'marie@example.org',
      location: 'Room 3',
      assetId: 'A-1',
      notes: 'lent',
      orgUnitId: 'id:03',
      orgUnitPath: '/Pupils',
      state: 'active',
      providerStatus: 'ACTIVE',
      status: 'active',
      osVersion: '144.0.7204.1',
      lastSyncAt: Date.UTC(2026, 10, 20, 8, 15),
      enrolledAt: Date.UTC(2025, 0, 1),
      autoUpdateUntil: Date.UTC(2031, 5, 1),
    });
  });

  it('has no date where the number is beyond all calendars', () => {
    expect(fields({ autoUpdateExpiration: '8700000000000000' }).autoUpdateUntil).toBeNull();
  });

  it('takes the most recent known user where none is annotated', () => {
    const recentUsers = [
      { type: 'USER_TYPE_UNMANAGED' },
      { email: 'hugo@example.org' },
      { email: 'lea@example.org' },
    ];
    expect(fields({ recentUsers }).user).toBe('hugo@example.org');
    expect(fields({ recentUsers, annotatedUser: 'Salle 12' }).user).toBe('Salle 12');
    expect(fields({ annotatedUser: '', recentUsers: null }).user).toBeNull();
  });

  it('falls back to the older fields for enrollment and updates', () => {
    const device = fields({
      firstEnrollmentTime: '2024-01-01T00:00:00Z',
      autoUpdateExpiration: '1700000000000',
    });
    expect(device.enrolledAt).toBe(Date.UTC(2024, 0, 1));
    expect(device.autoUpdateUntil).toBe(1_700_000_000_000);
  });

  it('keeps the device when a field is malformed, without that field', () => {
    const device = fields({
      serialNumber: 12,
      notes: { a: 1 },
      lastSync: 'yesterday',
      autoUpdateExpiration: '12.5',
      recentUsers: [null, 3, { email: 4 }, { email: 'lea@example.org' }],
      annotatedUser: ['x'],
    });
    expect(device).toMatchObject({ serial: null, notes: null, lastSyncAt: null, autoUpdateUntil: null });
    expect(device.user).toBe('lea@example.org');
  });

  it.each([
    ['ACTIVE', 'active', 'active'],
    ['DISABLED', 'active', 'lost_mode'],
    ['DEPROVISIONED', 'retired', 'retired'],
    ['SHIPPED', null, 'provider:SHIPPED'],
    [undefined, null, 'provider:'],
  ])('reads the status %s', (status, state, word) => {
    expect(fields({ status })).toMatchObject({ state, status: word, providerStatus: status ?? null });
  });
});

describe('a page of devices', () => {
  it('keeps each record whole, with what we do not know', () => {
    const page = parseChromeosPage(
      '{"chromeosdevices":[{"deviceId":"d1","new":{"a":[1]}}],"nextPageToken":"t"}',
    );
    expect(page).toEqual({ records: [{ deviceId: 'd1', new: { a: [1] } }], nextPageToken: 't' });
  });

  it('may have no devices and no token', () => {
    expect(parseChromeosPage('{"kind":"x"}')).toEqual({ records: [], nextPageToken: null });
    expect(parseChromeosPage('{"chromeosdevices":[],"nextPageToken":""}').nextPageToken).toBeNull();
  });

  it.each([
    ['{"chromeosdevices":[{"serialNumber":"a"}]}'],
    ['{"chromeosdevices":[{"deviceId":""}]}'],
    ['{"chromeosdevices":[null]}'],
    ['{"chromeosdevices":"none"}'],
    ['{"nextPageToken":3}'],
    ['[]'],
    ['<html>'],
    [''],
  ])('is refused as %s', (text) => {
    expect(() => parseChromeosPage(text)).toThrow(expect.objectContaining({ code: 'google_bad_answer' }));
  });

  it('is refused when a single device has no id', () => {
    expect(() => parseChromeosDevice('{"serialNumber":"a"}')).toThrow(
      expect.objectContaining({ code: 'google_bad_answer' }),
    );
  });
});
