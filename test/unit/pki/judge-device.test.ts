import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { copyOf, type PkiDisk, pkiBench } from '../../support/pki/bench.ts';
import { tampered } from '../../support/pki/tampered.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 3);
const publicKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
  type: 'spki',
  format: 'der',
});
const derOf = (pem: string) => new X509Certificate(pem).raw;

let made: PkiDisk;
let device: Buffer;
beforeAll(async () => {
  const bench = pkiBench({ now: NOW });
  device = derOf((await bench.pki.issueDevice({ publicKey, commonName: 'device', days: 30 })).pem);
  made = bench.disk;
});

describe('a certificate that a device shows', () => {
  it('is judged by its time, however often it comes', async () => {
    const { pki } = pkiBench({ disk: copyOf(made) });
    for (const [at, verdict] of [
      [NOW, 'good'],
      [NOW, 'good'],
      [NOW - HOUR, 'good'],
      [NOW - HOUR - 1, 'not_yet'],
      [NOW + 30 * DAY, 'good'],
      [NOW + 30 * DAY + 1, 'expired'],
    ] as const) {
      expect(await pki.judgeDevice(device, at)).toBe(verdict);
    }
  });

  it('is unknown when another authority of the same name signed it', async () => {
    expect(await pkiBench({ now: NOW }).pki.judgeDevice(device, NOW)).toBe('unknown');
  });

  it('is unknown when it is no device’s', async () => {
    const disk = copyOf(made);
    const { pki } = pkiBench({ disk, now: NOW });
    const root = (await pki.root()).der;
    const server = derOf((await pki.server({ source: 'own', names: ['muster.example'] })).chain);
    await pki.cms.sign(Buffer.from('x'));
    const service = [...disk.certificates.values()].find(({ kind }) => kind === 'service');
    for (const other of [root, server, derOf(service?.pem ?? '')]) {
      expect(await pki.judgeDevice(other, NOW)).toBe('unknown');
    }
  });

  it('is unknown when one bit of it is altered', async () => {
    const { pki } = pkiBench({ disk: copyOf(made) });
    expect(await pki.judgeDevice(device, NOW)).toBe('good');
    for (const { bytes } of tampered(device)) expect(await pki.judgeDevice(bytes, NOW)).toBe('unknown');
    expect(await pki.judgeDevice(Buffer.alloc(0), NOW)).toBe('unknown');
  });
});
