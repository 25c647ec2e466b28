import { describe, expect, it } from 'vitest';
import { csvLine, deviceCells } from '../../../electron/fleet/csv.ts';
import type { Device, DeviceColumn } from '../../../electron/model/device.ts';

const csvRow = (row: Device, columns: DeviceColumn[]) => csvLine(deviceCells(row, columns));

const device: Device = {
  id: '1',
  connectionId: 'c',
  platform: 'chromeos',
  name: null,
  providerId: 'p',
  serial: '5CD2304117',
  model: 'HP x360, "EE"',
  user: 'élodie@riverside.example',
  location: '@home',
  assetId: '-12',
  notes: '=HYPERLINK("http://evil")\nsecond line',
  orgUnitId: null,
  orgUnitPath: '/Schools',
  state: 'active',
  providerStatus: 'ACTIVE',
  status: 'active',
  osVersion: null,
  lastSyncAt: Date.UTC(2026, 10, 21, 8, 30),
  enrolledAt: null,
  autoUpdateUntil: null,
  fetchedAt: 0,
  vanishedAt: null,
};

describe('CSV for spreadsheets', () => {
  it('quotes commas, quotes and line breaks, and leaves unknown values empty', () => {
    expect(csvRow(device, ['serial', 'model', 'osVersion'])).toBe('5CD2304117,"HP x360, ""EE""",\r\n');
  });

  it('writes times as ISO 8601 UTC', () => {
    expect(csvRow(device, ['lastSyncAt'])).toBe('2026-11-21T08:30:00.000Z\r\n');
  });

  it('never lets a cell be run as a formula', () => {
    expect(csvRow(device, ['notes', 'location', 'assetId'])).toBe(
      '"\'=HYPERLINK(""http://evil"")\nsecond line",\'@home,\'-12\r\n',
    );
  });
});
