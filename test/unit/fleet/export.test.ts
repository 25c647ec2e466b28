import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type ExportInput, exportToFile } from '../../../electron/fleet/export.ts';
import type { Device } from '../../../electron/model/device.ts';
import { DEFAULT_SORT } from '../../../electron/model/device-query.ts';
import type { DeviceReads } from '../../../electron/store/contract.ts';

type Batch = { device: Device; document: string | null }[];

function row(number: number): Batch[number] {
  const device: Device = {
    id: `id-${number}`,
    connectionId: 'c',
    platform: 'chromeos',
    name: null,
    providerId: `p-${number}`,
    serial: `S${number}`,
    model: null,
    user: null,
    location: null,
    assetId: null,
    notes: null,
    orgUnitId: null,
    orgUnitPath: null,
    state: 'active',
    providerStatus: 'ACTIVE',
    status: 'active',
    osVersion: null,
    lastSyncAt: null,
    enrolledAt: null,
    autoUpdateUntil: null,
    fetchedAt: 0,
    vanishedAt: null,
  };
  return { device, document: `{"deviceId":"p-${number}","new":[1]}` };
}

/** A stream alone is all that an export reads. */
function readsOf(batches: AsyncIterable<Batch>): Pick<DeviceReads, 'stream'> {
  return { stream: () => batches };
}

async function* inBatches(total: number, size: number): AsyncGenerator<Batch> {
  for (let start = 0; start < total; start += size) {
    yield Array.from({ length: Math.min(size, total - start) }, (_, index) => row(start + index));
  }
}

const input: ExportInput = {
  query: { filter: {}, sort: DEFAULT_SORT },
  columns: ['serial', 'status'],
  format: 'json',
  withDocument: true,
  headings: {},
};

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-export-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  path = join(folder, 'devices.json');
});

describe('exporting', () => {
  it('writes every row as JSON with the provider’s document as it came', async () => {
    const seen: number[] = [];
    const signal = new AbortController().signal;
    const result = await exportToFile(readsOf(inBatches(1201, 500)), input, path, signal, (rows) =>
      seen.push(rows),
    );
    const written: unknown = JSON.parse(readFileSync(path, 'utf8'));
    expect(written).toHaveLength(1201);
    expect(written).toContainEqual({
      id: 'id-7',
      providerId: 'p-7',
      serial: 'S7',
      status: 'active',
      document: { deviceId: 'p-7', new: [1] },
    });
    expect(seen).toEqual([500, 1000, 1201]);
    expect(result).toMatchObject({ rows: 1201, path });
  });

  it('writes an empty list that is still JSON', async () => {
    await exportToFile(readsOf(inBatches(0, 1)), input, path, new AbortController().signal, () => undefined);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual([]);
  });

  it('keeps the file that was there when it is cancelled, and leaves nothing beside it', async () => {
    writeFileSync(path, 'earlier');
    const controller = new AbortController();
    const cancelled = exportToFile(readsOf(inBatches(5000, 500)), input, path, controller.signal, () =>
      controller.abort(),
    );
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(readFileSync(path, 'utf8')).toBe('earlier');
    expect(readdirSync(folder)).toEqual(['devices.json']);
  });

  it('names a folder that does not exist', async () => {
    const nowhere = join(folder, 'missing', 'devices.json');
    const failed = exportToFile(
      readsOf(inBatches(1, 1)),
      input,
      nowhere,
      new AbortController().signal,
      () => undefined,
    );
    await expect(failed).rejects.toMatchObject({ code: 'export_failed', details: { path: nowhere } });
    expect(existsSync(nowhere)).toBe(false);
  });
});
