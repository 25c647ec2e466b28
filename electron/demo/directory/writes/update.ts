import { z } from 'zod';
import type { Ask } from '../../answer.ts';
import type { Route } from '../../endpoints.ts';
import { overlaid } from '../../fleet/annotations.ts';
import type { DeviceChange, Overlay } from '../../fleet/changes.ts';
import { deviceFor, presentation } from '../devices.ts';
import { forbidden, invalidOrgUnit } from '../errors.ts';
import { bodyOf, refused, type Write } from './write.ts';

const text = z.string().nullable().optional();

/** The fields that can be written, with Google's limits in characters; the others are passed over. */
const bodySchema = z.looseObject({
  annotatedUser: z.string().max(100).nullable().optional(),
  annotatedLocation: z.string().max(200).nullable().optional(),
  notes: z.string().max(500).nullable().optional(),
  annotatedAssetId: text,
  orgUnitPath: text,
});
type Body = z.infer<typeof bodySchema>;

const KEYS = {
  annotatedUser: 'user',
  annotatedLocation: 'location',
  notes: 'notes',
  annotatedAssetId: 'assetId',
} as const;

/** `chromeosdevices.patch` and `update`: the second clears the annotations it does not name. */
export function updateDevice(ask: Ask, route: Route): Write {
  const read = bodyOf(ask, bodySchema);
  if (!('asked' in read)) return refused(read);
  const body = read.asked;
  return {
    action: route.endpoint,
    deviceIds: [route.key],
    carryOut: (work) => {
      const { demo, role, occasion } = work;
      const { organisation } = demo;
      const show = presentation(demo, ask);
      if (typeof show !== 'function') return show;
      const device = deviceFor(demo, role, route.key);
      if ('headers' in device) return device;
      const unit = body.orgUnitPath ? organisation.units.find(body.orgUnitPath) : device.unit;
      if (unit === undefined) return invalidOrgUnit();
      if (!organisation.units.isWithin(unit.index, role.within)) return forbidden();
      const annotations = overlayOf(body, route.endpoint === 'update');
      if (demo.faults.strike('patchIgnored', occasion) !== undefined)
        return show({ ...device, unit, annotations: overlaid(device.annotations, annotations) });
      const change: DeviceChange = { annotations, ...(unit !== device.unit && { unit: unit.index }) };
      const { index } = device;
      work.effect(index, 'annotate', Object.keys(body).join(), { kind: 'change', index, change });
      return show(organisation.facts(index, organisation.time()));
    },
  };
}

/** What is written over a device's annotations; `whole` clears what the body leaves out. */
function overlayOf(body: Body, whole: boolean): Overlay {
  const overlay: Overlay = {};
  for (const name of ['annotatedUser', 'annotatedLocation', 'notes', 'annotatedAssetId'] as const)
    if (whole || body[name] !== undefined) overlay[KEYS[name]] = body[name] ?? '';
  return overlay;
}
