import { z } from 'zod';
import { type Ask, NO_CONTENT } from '../../answer.ts';
import { deviceFor } from '../devices.ts';
import { forbidden, invalidOrgUnit } from '../errors.ts';
import { batchSchema, bodyOf, refused, type Write } from './write.ts';

const bodySchema = z.looseObject({ deviceIds: batchSchema });

/** `chromeosdevices.moveDevicesToOu`. Devices that do not exist are passed over without a word, as Google does. */
export function moveDevicesToOu(ask: Ask): Write {
  const read = bodyOf(ask, bodySchema);
  if (!('asked' in read)) return refused(read);
  const { deviceIds } = read.asked;
  return {
    action: 'moveDevicesToOu',
    deviceIds,
    carryOut: (work) => {
      const { demo, role, occasion } = work;
      const { units } = demo.organisation;
      const path = ask.query.get('orgUnitPath') ?? '';
      const unit = path === '' ? undefined : units.find(path);
      if (unit === undefined) return invalidOrgUnit();
      const found = deviceIds.map((deviceId) => deviceFor(demo, role, deviceId));
      const barred = found.some((device) => 'headers' in device && device.status === 403);
      if (barred || !units.isWithin(unit.index, role.within)) return forbidden();
      if (demo.faults.strike('moveIgnored', occasion) !== undefined) return NO_CONTENT;
      for (const device of found) {
        if ('headers' in device) continue;
        const { index } = device;
        work.effect(index, 'move', unit.path, { kind: 'change', index, change: { unit: unit.index } });
      }
      return NO_CONTENT;
    },
  };
}
