import { expect, it } from 'vitest';
import { appleDocumentSchema, appleFieldsOf } from '../../../electron/model/apple/record.ts';

it('a device that says what has no end is shown as far as a list can show it', () => {
  const document = appleDocumentSchema.parse({
    udid: 'U',
    state: 'active',
    authenticate: { SerialNumber: 'C02', DeviceName: 'old', ProductName: 'Mac14,2' },
    information: { DeviceName: 'x'.repeat(100_000), OSVersion: 15 },
  });
  const { name, serial, osVersion, platform } = appleFieldsOf(document);
  expect(name).toBe('x'.repeat(255));
  expect([serial, osVersion, platform]).toEqual(['C02', null, 'macos']);
});
