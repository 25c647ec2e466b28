import { createHash, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

const DAY_MS = 24 * 60 * 60 * 1000;
const LONG_MS = 20 * 365 * DAY_MS;
/** The topic of a push certificate is the user ID of its subject (MDM Protocol Reference). */
const USER_ID = '0.9.2342.19200300.100.1.1';
const COMMON_NAME = '2.5.4.3';

const generate = promisify(generateKeyPair);

/** A certificate with its key, PEM. */
export interface Credentials {
  certificate: string;
  key: string;
}

/** The stand-in’s own authority: its server’s certificate and the push certificates come from it. */
export interface Authority {
  /** Given back to createAuthority, it is trusted and recognised again after a restart. */
  readonly kept: Credentials;
  /** For a server at 127.0.0.1. */
  server(): Promise<Credentials>;
  /**
   * A push certificate (PEM) for a certificate signing request (PEM) and a topic; with days below zero one that ended so many
   * days ago. Throws an Error when the request is not signed by its key.
   */
  issue(csr: string, topic: string, days: number): Promise<string>;
}

/** `now` answers ms UTC. */
export async function createAuthority(now: () => number, kept: Credentials | null): Promise<Authority> {
  const { publicPart, requestedKey, writeCertificate } = await import('./writing.ts');
  const newKey = async () => {
    const { privateKey } = await generate('ec', { namedCurve: 'prime256v1' });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    return { key, publicKey: publicPart(privateKey) };
  };
  const long = (): { notBefore: number; notAfter: number } => ({
    notBefore: now() - DAY_MS,
    notAfter: now() + LONG_MS,
  });
  const anew = async (): Promise<Credentials> => {
    const { key, publicKey } = await newKey();
    const certificate = await writeCertificate({
      ...long(),
      subject: [[COMMON_NAME, 'Demo Push Service']],
      issuer: null,
      publicKey,
      signer: key,
      kind: 'authority',
    });
    return { certificate, key };
  };
  const root = kept ?? (await anew());
  const issuer = { issuer: root.certificate, signer: root.key };
  return {
    kept: root,
    server: async () => {
      const { key, publicKey } = await newKey();
      const subject = [[COMMON_NAME, '127.0.0.1']] as const;
      const wish = { ...issuer, ...long(), subject, publicKey, kind: 'server' as const };
      return { certificate: await writeCertificate(wish), key };
    },
    issue: async (csr, topic, days) => {
      const notAfter = now() + days * DAY_MS;
      const name = `APSP:${createHash('sha256').update(csr).digest('hex').slice(0, 12)}`;
      return await writeCertificate({
        ...issuer,
        subject: [
          [USER_ID, topic],
          [COMMON_NAME, name],
        ],
        notBefore: Math.min(now() - DAY_MS, notAfter - 365 * DAY_MS),
        notAfter,
        publicKey: await requestedKey(csr),
        kind: 'client',
      });
    },
  };
}
