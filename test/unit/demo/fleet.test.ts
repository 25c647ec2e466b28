import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Organisation } from '../../../electron/demo/fleet/organisation.ts';
import { recordText } from '../../../electron/demo/fleet/record.ts';
import { isoTime } from '../../../electron/demo/fleet/text.ts';

const NOVEMBER = Date.UTC(2026, 10, 21, 9, 5);
const HOUR = 3_600_000;

function fleet(devices = 2500, now: () => number = () => NOVEMBER, seed = 'riverside'): Organisation {
  return new Organisation({ seed, devices, domain: 'riverside.example' }, now);
}

function record(organisation: Organisation, index: number): string {
  return recordText(organisation.facts(index, organisation.time()), organisation, 'FULL');
}

const indices = (organisation: Organisation): number[] =>
  Array.from({ length: organisation.size }, (_, n) => n);

describe('the demo fleet', () => {
  it('is the same for the same seed and time, and another for another seed', () => {
    expect(record(fleet(), 17)).toBe(record(fleet(), 17));
    expect(record(fleet(2500, undefined, 'else'), 17)).not.toBe(record(fleet(), 17));
  });

  it('gives every device an id of its own, from which it finds the device again', () => {
    const organisation = fleet(30_000);
    const ids = indices(organisation).map((index) => organisation.identities.deviceId(index));
    expect(new Set(ids).size).toBe(30_000);
    expect(ids.map((id) => organisation.identities.indexOf(id))).toEqual(indices(organisation));
    expect(organisation.identities.indexOf('00000000-0000-4000-9000-000000000000')).not.toBe(7);
  });

  it('repeats a few serial numbers, as swapped boards do', () => {
    const organisation = fleet(30_000);
    const serials = new Set(indices(organisation).map((index) => organisation.identities.serial(index)));
    expect(serials.size).toBeGreaterThan(29_950);
    expect(serials.size).toBeLessThan(30_000);
  });

  it('has about 6 % deprovisioned devices, some disabled, a few in states no document lists', () => {
    const organisation = fleet(20_000);
    const counts = new Map<string, number>();
    for (const index of indices(organisation)) {
      const status = organisation.status(index, organisation.time());
      counts.set(status, (counts.get(status) ?? 0) + 1);
    }
    expect(counts.get('DEPROVISIONED')).toBeGreaterThan(1000);
    expect(counts.get('DEPROVISIONED')).toBeLessThan(1500);
    expect([...counts.keys()].sort()).toEqual([
      'ACTIVE',
      'DEPROVISIONED',
      'DISABLED',
      'PRE_PROVISIONED',
      'RETURN_ARRIVED',
    ]);
  });

  it('writes records of a realistic size with 64-bit numbers as text', () => {
    const organisation = fleet(3000);
    const texts = indices(organisation).map((index) => record(organisation, index));
    const average = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / texts.length;
    expect(average).toBeGreaterThan(1500);
    expect(average).toBeLessThan(2000);
    const device = JSON.parse(texts.find((text) => text.includes('systemRamTotal')) ?? '{}');
    expect(typeof device.systemRamTotal).toBe('string');
    expect(typeof device.autoUpdateExpiration).toBe('string');
    expect(typeof device.diskVolumeReports[0].volumeInfo[0].storageFree).toBe('string');
  });

  it('changes the etag exactly when the record changes', () => {
    let now = NOVEMBER;
    const organisation = fleet(400, () => now);
    const seen = new Map<string, string>();
    for (let step = 0; step < 40; step++, now += 7 * HOUR) {
      if (step % 10 === 5) organisation.changes.change(step, { touchedAt: organisation.time() });
      for (const index of indices(organisation)) {
        const { etag, ...content } = JSON.parse(record(organisation, index));
        const text = JSON.stringify(content);
        expect(seen.get(etag) ?? text).toBe(text);
        seen.set(etag, text);
      }
    }
    expect(new Set(seen.values()).size).toBe(seen.size);
  });
});

describe('time in the demo fleet', () => {
  it('stands still within a step of ten minutes', () => {
    const early = Date.UTC(2026, 10, 21, 9, 0, 1);
    expect(
      record(
        fleet(50, () => early),
        3,
      ),
    ).toBe(
      record(
        fleet(50, () => early + 598_000),
        3,
      ),
    );
  });

  it('changes a modest part of the fleet in an hour, and most of it in a week', () => {
    const changed = (later: number): number => {
      const [before, after] = [fleet(), fleet(2500, () => NOVEMBER + later)];
      return indices(before).filter((index) => record(before, index) !== record(after, index)).length / 2500;
    };
    expect(changed(HOUR)).toBeGreaterThan(0.01);
    expect(changed(HOUR)).toBeLessThan(0.1);
    expect(changed(168 * HOUR)).toBeGreaterThan(0.7);
  });

  it.each([
    0, 500, 20_000,
  ])('never lets a device speak in the future, before its enrollment, or after it left (%i hours on)', (hours) => {
    const now = NOVEMBER + hours * HOUR;
    const organisation = fleet(5000, () => now);
    const wrong = indices(organisation).filter((index) => {
      const { lastSync, enrolledAt, deprovisionedAt } = organisation.facts(index, organisation.time());
      return lastSync !== null && (lastSync < enrolledAt || lastSync > (deprovisionedAt ?? now));
    });
    expect(wrong).toEqual([]);
  });

  it('never lets a device go back to an older system', () => {
    const milestones = (later: number): number[] => {
      const organisation = fleet(1000, () => NOVEMBER + later);
      return indices(organisation).map(
        (index) => organisation.facts(index, organisation.time()).release?.milestone ?? 0,
      );
    };
    const later = milestones(120 * 24 * HOUR);
    const pairs = milestones(0).map((before, index) => [before, later[index] ?? 0] as const);
    expect(pairs.every(([before, after]) => after >= before)).toBe(true);
    expect(pairs.filter(([before, after]) => after > before).length).toBeGreaterThan(700);
  });

  it('moves a device now and then', () => {
    const units = (later: number): number[] => {
      const organisation = fleet(2500, () => NOVEMBER + later);
      return indices(organisation).map((index) => organisation.unit(index, organisation.time()));
    };
    const later = units(60 * 24 * HOUR);
    const moved = units(0).filter((unit, index) => unit !== later[index]).length;
    expect(moved).toBeGreaterThan(50);
    expect(moved).toBeLessThan(400);
  });
});

describe('the people and units', () => {
  it('finds every person by address and by id', () => {
    const { people } = fleet(6000);
    for (let index = 0; index < people.count; index++) {
      const person = people.at(index);
      expect(people.find(person.email.toUpperCase())?.index).toBe(index);
      expect(people.find(person.id)?.index).toBe(index);
    }
    expect(people.find('nobody.here@riverside.example')).toBeUndefined();
  });

  it('keeps the id of a renamed unit and changes every path below it', () => {
    const { units } = fleet();
    const north = units.find('/Schools/North');
    const library = units.find('Schools/North/Library');
    if (north === undefined || library === undefined) throw new Error('the tree lacks its first school');
    units.rename(north, 'Nordhof');
    expect(library.path).toBe('/Schools/Nordhof/Library');
    expect(units.find(`id:${north.id}`)?.path).toBe('/Schools/Nordhof');
    expect(units.find('/Schools/North')).toBeUndefined();
  });

  it('writes times as toISOString does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        (time) => isoTime(time) === new Date(time).toISOString(),
      ),
    );
  });
});
