import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A certificate with its key, as files, and the certificate as text. */
export interface Certified {
  certificate: string;
  key: string;
  pem: string;
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** An authority nobody trusts until told to. It needs the program `openssl`. */
export function makeAuthority(folder: string, name: string): Certified {
  const files = filesOf(folder, name);
  openssl(['req', '-x509', ...KEY, '-days', '2', '-subj', `/CN=${name}`, ...out(files)]);
  return { ...files, pem: readFileSync(files.certificate, 'utf8') };
}

/** A server's certificate signed by it, for one name. */
export function certify(folder: string, authority: Certified, dnsName: string): Certified {
  const files = filesOf(folder, `server-${dnsName}`);
  const request = path.join(folder, `${dnsName}.csr`);
  const extensions = path.join(folder, `${dnsName}.ext`);
  writeFileSync(extensions, `subjectAltName=DNS:${dnsName}\nextendedKeyUsage=serverAuth\n`);
  openssl([
    'req',
    '-new',
    ...KEY,
    '-subj',
    `/O=Riverside/CN=${dnsName}`,
    '-keyout',
    files.key,
    '-out',
    request,
  ]);
  const signed = ['-CA', authority.certificate, '-CAkey', authority.key, '-CAcreateserial', '-days', '2'];
  openssl(['x509', '-req', '-in', request, ...signed, '-extfile', extensions, '-out', files.certificate]);
  return { ...files, pem: readFileSync(files.certificate, 'utf8') };
}

function filesOf(folder: string, name: string): { certificate: string; key: string } {
  return { certificate: path.join(folder, `${name}.pem`), key: path.join(folder, `${name}.key`) };
}

function out({ certificate, key }: { certificate: string; key: string }): string[] {
  return ['-keyout', key, '-out', certificate];
}

function openssl(args: readonly string[]): void {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
