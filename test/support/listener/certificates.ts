import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerCredentials } from '../../../electron/pki/contract.ts';

interface Wanted {
  /** As openssl writes them: `DNS:localhost`, `IP:127.0.0.1`. */
  names: readonly string[];
  days?: number;
  /** RSA of so many bits instead of a curve. */
  bits?: number;
  digest?: 'sha256' | 'sha1';
  /** Signed by itself instead of by the authority. */
  alone?: boolean;
}

/** An authority of a test, made with openssl; nobody trusts it until told to. */
export interface TestAuthority {
  readonly pem: string;
  certify(wanted: Wanted): ServerCredentials;
  remove(): void;
}

export function makeTestAuthority(name = 'Test authority'): TestAuthority {
  const folder = mkdtempSync(join(tmpdir(), 'muster-ca-'));
  const at = (file: string): string => join(folder, file);
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  };
  const newKey = (bits?: number): string[] => [
    ...(bits === undefined
      ? ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']
      : ['-newkey', `rsa:${bits}`]),
    '-nodes',
  ];
  const root = ['-keyout', at('root.key'), '-out', at('root.pem'), '-days', '30'];
  openssl('req', '-x509', ...newKey(), '-subj', `/CN=${name}`, ...root);
  let made = 0;
  return {
    pem: readFileSync(at('root.pem'), 'utf8'),
    certify: ({ names, days = 90, bits, digest = 'sha256', alone = false }) => {
      const file = at(`server${++made}`);
      writeFileSync(`${file}.ext`, `subjectAltName=${names.join(',')}\nextendedKeyUsage=serverAuth\n`);
      openssl(
        ...['req', '-new', ...newKey(bits), `-${digest}`, '-subj', '/CN=Muster'],
        ...['-keyout', `${file}.key`, '-out', `${file}.csr`],
      );
      const signer = alone
        ? ['-signkey', `${file}.key`]
        : ['-CA', at('root.pem'), '-CAkey', at('root.key'), '-CAcreateserial'];
      openssl(
        ...['x509', '-req', '-in', `${file}.csr`, ...signer, `-${digest}`, '-days', String(days)],
        ...['-extfile', `${file}.ext`, '-out', `${file}.pem`],
      );
      const chain = readFileSync(`${file}.pem`, 'utf8');
      return { chain, key: readFileSync(`${file}.key`, 'utf8'), info: infoOf(chain) };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function infoOf(pem: string): ServerCredentials['info'] {
  const { subject, issuer, validFrom, validTo, serialNumber, fingerprint256 } = new X509Certificate(pem);
  return {
    subject,
    issuer,
    names: [],
    notBefore: Date.parse(validFrom),
    notAfter: Date.parse(validTo),
    serial: serialNumber.toLowerCase(),
    fingerprint: fingerprint256.replaceAll(':', '').toLowerCase(),
    key: '',
  };
}
