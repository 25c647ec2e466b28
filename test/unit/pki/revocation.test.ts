import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOf, emptyDisk, type PkiDisk, pkiBench } from '../../support/pki/bench.ts';
import { type OpenSsl, openSsl } from '../../support/pki/openssl.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.UTC(2026, 10, 21, 9, 30, 15);
const publicKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
  type: 'spki',
  format: 'der',
});

let openssl: OpenSsl;
let made: PkiDisk;

beforeAll(async () => {
  openssl = await openSsl();
  made = emptyDisk();
  await openssl.write('root.pem', (await pkiBench({ disk: made, now: NOW }).pki.root()).pem);
});
afterAll(() => openssl.remove());

async function textOf(list: Uint8Array): Promise<string> {
  await openssl.write('list.der', list);
  return openssl('crl -inform der -in list.der -noout -text -CAfile root.pem');
}

describe('the revocation list', () => {
  it('is signed by the authority and good for a week, also when it is empty', async () => {
    const { pki } = pkiBench({ disk: copyOf(made), now: NOW });
    const text = await textOf(await pki.crl());
    expect(text).toContain('verify OK');
    expect(text).toContain('Version 2');
    expect(text).toContain('No Revoked Certificates');
    expect(text).toContain('Last Update: Nov 21 09:30:15 2026 GMT');
    expect(text).toContain('Next Update: Nov 28 09:30:15 2026 GMT');
    expect(text).toContain('Authority Key Identifier');
  });

  it('names what was revoked and why, and openssl then refuses it', async () => {
    const { pki, disk, clock } = pkiBench({ disk: copyOf(made), now: NOW });
    const issue = (commonName: string) => pki.issueDevice({ publicKey, commonName, days: 30 });
    const [lost, unsaid, good] = [await issue('lost'), await issue('unsaid'), await issue('good')];
    clock.now += DAY;
    expect(await pki.revoke(lost.serial.toUpperCase(), 1)).toBe(true);
    expect(await pki.revoke(unsaid.serial, 0)).toBe(true);
    expect(await pki.revoke(lost.serial, 4)).toBe(false);
    expect(await pki.revoke('00', 1)).toBe(false);
    expect((await pki.overview()).revoked).toBe(2);
    expect(disk.log.slice(-2).map(({ deed, object, detail }) => [deed, object, detail.reason])).toEqual([
      ['certificate.revoked', lost.serial, 1],
      ['certificate.revoked', unsaid.serial, 0],
    ]);

    const list = await pki.crl();
    const text = await textOf(list);
    expect(text).toContain('verify OK');
    expect(text).toMatch(
      new RegExp(
        `${lost.serial}\\n\\s+Revocation Date: Nov 22 09:30:15 2026 GMT\\n.*\\n.*\\n\\s+Key Compromise`,
        'i',
      ),
    );
    expect(text).toMatch(new RegExp(`${unsaid.serial}\\n\\s+Revocation Date: .*\\n\\s+Signature`, 'i'));
    expect(text).not.toMatch(new RegExp(good.serial, 'i'));

    const at = `-attime ${clock.now / 1000} -crl_check -CRLfile list.pem -CAfile root.pem`;
    await openssl('crl -inform der -in list.der -out list.pem');
    await openssl.write('lost.pem', lost.pem);
    await openssl.write('good.pem', good.pem);
    expect(await openssl(`verify ${at} good.pem`)).toContain('OK');
    await expect(openssl(`verify ${at} lost.pem`)).rejects.toThrow('certificate revoked');
  });

  it('forgets what has run out', async () => {
    const { pki, clock } = pkiBench({ disk: copyOf(made), now: NOW });
    const { serial } = await pki.issueDevice({ publicKey, commonName: 'short', days: 1 });
    await pki.revoke(serial, 5);
    clock.now += 2 * DAY;
    expect(await textOf(await pki.crl())).toContain('No Revoked Certificates');
  });

  it('has a number that grows, over restarts and for many at once', async () => {
    const disk = copyOf(made);
    const before = await pkiBench({ disk, now: NOW }).pki.crl();
    const { pki } = pkiBench({ disk, now: NOW });
    const numbers: number[] = [];
    for (const list of [before, ...(await Promise.all([pki.crl(), pki.crl(), pki.crl()]))]) {
      numbers.push(Number(/CRL Number: \s+(\S+)/.exec(await textOf(list))?.[1]));
    }
    expect(numbers).toEqual([1, 2, 3, 4]);
  });

  it('takes ten thousand entries', async () => {
    const disk = copyOf(made);
    for (let index = 0; index < 10_000; index += 1) {
      const serial = (0x80000000 + index).toString(16);
      disk.certificates.set(serial, {
        serial,
        kind: 'device',
        subject: '',
        notBefore: 0,
        notAfter: NOW * 2,
        issuedAt: 0,
        revokedAt: NOW,
        reason: 4,
        pem: '',
      });
    }
    const text = await textOf(await pkiBench({ disk, now: NOW }).pki.crl());
    expect(text).toContain('verify OK');
    expect(text.match(/Serial Number: 8000/g)).toHaveLength(10_000);
  });

  it.each([7, 8, 11, -1, 1.5])('knows no reason %d', async (reason) => {
    const { pki } = pkiBench({ disk: copyOf(made), now: NOW });
    await expect(pki.revoke('01', reason)).rejects.toMatchObject({
      code: 'bad_input',
      details: { field: 'reason' },
    });
  });
});
