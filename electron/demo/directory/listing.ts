import { createHash } from 'node:crypto';
import type { Answer, Ask } from '../answer.ts';
import type { Demo, Role } from '../demo.ts';
import type { Occasion } from '../faults.ts';
import { type Projection, recordText } from '../fleet/record.ts';
import { backendError, invalidInput } from './errors.ts';
import { orderOf } from './order.ts';
import type { Position } from './page-token.ts';
import { type Selection, select, wantedOf } from './selection.ts';

/** One page of a listing: the records' JSON and where to go on. */
export interface Page {
  readonly number: number;
  readonly records: readonly string[];
  readonly nextPageToken: string | undefined;
}

const UNKNOWN =
  ',"quantumBattery":{"spin":"up","chargeMilli":"9007199254740993"},"osUpdateChannel":"CHANNEL_2031"';

/** One page of devices. Pages go by the devices' own order, so a device that moves never shifts the others. */
export function listPage(demo: Demo, role: Role, ask: Ask, projection: Projection): Page | Answer {
  const limit = limitOf(demo, ask);
  if (limit === undefined) return invalidInput('maxResults');
  const wanted = wantedOf(ask.query, 'query');
  const selection = select(demo, role, wanted);
  if (typeof selection !== 'function') return selection;
  const request = createHash('sha256')
    .update(
      JSON.stringify([
        wanted,
        ask.query.get('orderBy'),
        ask.query.get('sortOrder'),
        demo.settings.customerId,
      ]),
    )
    .digest('base64url')
    .slice(0, 16);
  const position = positionOf(demo, ask, request);
  if ('status' in position) return position;
  const order = orderOf(demo, ask, selection, request, position.begun);
  if (order !== undefined && 'status' in order) return order;

  const occasion: Occasion = { endpoint: 'list', page: position.page };
  if (position.page === 1 && demo.faults.strike('emptyFirstPage', occasion) !== undefined) {
    return { number: 1, records: [], nextPageToken: undefined };
  }
  const huge = demo.faults.strike('hugePage', occasion) !== undefined;
  const { found, next } = collect(demo, selection, order, position.next, huge ? limit * 10 : limit);
  const records = found.map((index) => record(demo, index, projection, occasion));
  const token = next === undefined ? undefined : { ...position, next, page: position.page + 1 };
  const lost = token !== undefined && demo.faults.strike('missingNextToken', occasion) !== undefined;
  return {
    number: position.page,
    records: withDuplicates(demo, records, occasion, () => again(demo, selection, position.next, projection)),
    nextPageToken: token === undefined || lost ? undefined : demo.pages.write(token),
  };
}

/** `maxResults`, 100 by default; undefined when the server refuses it. */
function limitOf(demo: Demo, ask: Ask): number | undefined {
  const asked = Number(ask.query.get('maxResults') ?? '100');
  return Number.isInteger(asked) && asked >= 1 && asked <= demo.settings.maxResults ? asked : undefined;
}

/** Where the listing stands; a refusal for a token that is foreign, of another request, or too old. */
function positionOf(demo: Demo, ask: Ask, request: string): Position | Answer {
  const token = ask.query.get('pageToken');
  const now = demo.time.now();
  if (token === null || token === '') return { next: 0, page: 1, begun: now, request };
  const read = demo.pages.read(token);
  if (read === undefined || read.position.request !== request) return invalidInput(token);
  const tooOld = now - read.position.begun > demo.settings.pageTokenMinutes * 60_000;
  if (!read.ended && !tooOld) return read.position;
  return demo.settings.deadTokenAnswer === 'backendError' ? backendError(503) : invalidInput(token);
}

/** Up to `limit` selected devices from a place on, and the place of the next one if there is any. */
function collect(
  { organisation }: Demo,
  selection: Selection,
  order: Uint32Array | undefined,
  from: number,
  limit: number,
): { found: number[]; next: number | undefined } {
  const time = organisation.time();
  const end = order?.length ?? organisation.size;
  const found: number[] = [];
  for (let place = from; place < end; place++) {
    const index = order?.[place] ?? place;
    if (!selection(index, time)) continue;
    if (found.length === limit) return { found, next: place };
    found.push(index);
  }
  return { found, next: undefined };
}

function record(
  { organisation, faults }: Demo,
  index: number,
  projection: Projection,
  occasion: Occasion,
): string {
  const facts = organisation.facts(index, organisation.time());
  if (index % 7 !== 0 || faults.strike('unknownFields', occasion) === undefined) {
    return recordText(facts, organisation, projection);
  }
  return recordText({ ...facts, status: 'QUARANTINED_BY_POLICY' }, organisation, projection, UNKNOWN);
}

/** Puts the last records of the page before in front of this one, when that fault strikes. */
function withDuplicates(demo: Demo, records: string[], occasion: Occasion, before: () => string[]): string[] {
  const fault = occasion.page > 1 ? demo.faults.strike('duplicates', occasion) : undefined;
  return fault === undefined ? records : [...before().slice(-(fault.amount ?? 10)), ...records];
}

/** The records just before a place. */
function again(demo: Demo, selection: Selection, place: number, projection: Projection): string[] {
  const { organisation } = demo;
  const time = organisation.time();
  const records: string[] = [];
  for (let index = place - 1; index >= 0 && records.length < 300; index--) {
    if (selection(index, time))
      records.unshift(recordText(organisation.facts(index, time), organisation, projection));
  }
  return records;
}
