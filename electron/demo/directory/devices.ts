import { type Answer, type Ask, json, jsonText } from '../answer.ts';
import type { Demo, Role } from '../demo.ts';
import type { Route } from '../endpoints.ts';
import type { DeviceFacts } from '../fleet/facts.ts';
import { etagText, type Projection, recordText } from '../fleet/record.ts';
import { forbidden, invalidInput, invalidMask, notFound } from './errors.ts';
import { listPage } from './listing.ts';
import { applyMask, type Mask, parseMask } from './mask.ts';
import { select, wantedOf } from './selection.ts';

/** `chromeosdevices.list`. */
export function listDevices(demo: Demo, role: Role, ask: Ask): Answer {
  const projection = projectionOf(ask);
  if (projection === undefined) return invalidInput('projection');
  const mask = maskOf(ask, ['kind', 'etag', 'chromeosdevices', 'nextPageToken']);
  if (typeof mask === 'string') return invalidMask(mask);
  const page = listPage(demo, role, ask, projection);
  if ('status' in page) return page;
  const records = masked(page.records, mask?.get('chromeosdevices') ?? null);
  const etag = etagText(demo.organisation.tag, `${page.number} ${records.length} ${records[0] ?? ''}`);
  const wants = (name: string): boolean => mask === null || mask.has(name);
  const before: string[] = [];
  if (wants('kind')) before.push('"kind":"admin#directory#chromeosdevices"');
  if (wants('etag')) before.push(`"etag":${etag}`);
  const listed = wants('chromeosdevices') && records.length > 0;
  const devices = records.map((record, n) => (n === 0 ? record : `,${record}`));
  const token =
    wants('nextPageToken') && page.nextPageToken ? [`"nextPageToken":"${page.nextPageToken}"`] : [];
  if (!listed) return jsonText(`{${[...before, ...token].join(',')}}`);
  return jsonText([
    `{${[...before, '"chromeosdevices":['].join(',')}`,
    ...devices,
    [']', ...token].join(','),
    '}',
  ]);
}

/** `chromeosdevices.get`. */
export function getDevice(demo: Demo, role: Role, ask: Ask, route: Route): Answer {
  const show = presentation(demo, ask);
  if (typeof show !== 'function') return show;
  const facts = deviceFor(demo, role, route.key);
  return 'headers' in facts ? facts : show(facts);
}

/** How a request wants a device to be shown; an Answer when Google would refuse that. */
export function presentation({ organisation }: Demo, ask: Ask): ((facts: DeviceFacts) => Answer) | Answer {
  const projection = projectionOf(ask);
  if (projection === undefined) return invalidInput('projection');
  const mask = maskOf(ask);
  if (typeof mask === 'string') return invalidMask(mask);
  return (facts) => jsonText(masked([recordText(facts, organisation, projection)], mask));
}

/** The device with this id as it is now; an Answer when there is none, or the role does not reach it. */
export function deviceFor({ organisation }: Demo, role: Role, deviceId: string): DeviceFacts | Answer {
  const index = organisation.identities.indexOf(deviceId);
  if (!organisation.exists(index)) return notFound('deviceId');
  const facts = organisation.facts(index, organisation.time());
  return organisation.units.isWithin(facts.unit.index, role.within) ? facts : forbidden();
}

/** `customer.devices.chromeos.countChromeOsDevices`. */
export function countDevices(demo: Demo, role: Role, ask: Ask): Answer {
  const selection = select(demo, role, wantedOf(ask.query, 'filter'));
  if (typeof selection !== 'function') return selection;
  const { organisation } = demo;
  const time = organisation.time();
  let count = 0;
  for (let index = 0; index < organisation.size; index++) if (selection(index, time)) count++;
  const off = demo.faults.strike('countOff', { endpoint: 'count', page: 0 });
  // An int64, so a text.
  return json({ count: String(Math.max(0, count + (off === undefined ? 0 : (off.amount ?? 1)))) });
}

function projectionOf(ask: Ask): Projection | undefined {
  const projection = ask.query.get('projection') ?? 'BASIC';
  return projection === 'FULL' || projection === 'BASIC' ? projection : undefined;
}

/** The `fields` mask, or the text Google would call invalid. */
function maskOf(ask: Ask, known?: readonly string[]): Mask | string {
  const text = ask.query.get('fields');
  if (text === null || text === '') return null;
  const mask = parseMask(text);
  if (mask === undefined) return text;
  return [...(mask?.keys() ?? [])].find((name) => known !== undefined && !known.includes(name)) ?? mask;
}

function masked(records: readonly string[], mask: Mask): readonly string[] {
  return mask === null
    ? records
    : records.map((record) => JSON.stringify(applyMask(JSON.parse(record), mask)));
}
