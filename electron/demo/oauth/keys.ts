import { createHmac, createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { rsaKeyFromSeed } from './rsa.ts';

/** A service account key file as Google writes it. */
export const serviceAccountKeySchema = z.object({
  type: z.literal('service_account'),
  project_id: z.string(),
  private_key_id: z.string(),
  private_key: z.string(),
  client_email: z.string(),
  client_id: z.string(),
  auth_uri: z.string(),
  token_uri: z.string(),
  auth_provider_x509_cert_url: z.string(),
  client_x509_cert_url: z.string(),
  universe_domain: z.string(),
});
export type ServiceAccountKey = z.infer<typeof serviceAccountKeySchema>;

/**
 * The organisation's keys. They come from the seed, so that a service account key and a signed id_token stay
 * good when the stand-in starts again. They protect nothing.
 */
export class Keys {
  readonly #seed: string;
  readonly #made = new Map<string, Promise<KeyObject>>();
  readonly serviceAccountEmail: string;
  readonly serviceAccountId: string;

  constructor(seed: string, domain: string) {
    this.#seed = seed;
    this.serviceAccountEmail = `muster-sync@${domain.replace(/[^a-z0-9]+/g, '-')}.iam.gserviceaccount.com`;
    this.serviceAccountId = `1${BigInt(`0x${this.#digest('service account').slice(0, 16)}`)
      .toString()
      .padStart(20, '0')}`;
  }

  /** A word of this length that belongs to the seed and a purpose. */
  word(purpose: string, length: number): string {
    const bytes = Buffer.from(hkdfSync('sha256', this.#seed, '', purpose, length));
    return bytes.toString('base64url').replace(/[-_]/g, 'x').slice(0, length).toLowerCase();
  }

  /** The service account's private key. */
  serviceAccount(): Promise<KeyObject> {
    return this.#key('service account');
  }

  /** The key id_tokens are signed with. */
  identity(): Promise<KeyObject> {
    return this.#key('identity');
  }

  /** The name of a key in JWT headers. */
  keyId(purpose: 'service account' | 'identity'): string {
    return this.#digest(`key id ${purpose}`).slice(0, 40);
  }

  /** The key file, pointing at this stand-in. `authRoot` is its address without a trailing slash. */
  async keyFile(authRoot: string): Promise<ServiceAccountKey> {
    const key = await this.serviceAccount();
    return {
      type: 'service_account',
      project_id: 'demo-organisation',
      private_key_id: this.keyId('service account'),
      private_key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
      client_email: this.serviceAccountEmail,
      client_id: this.serviceAccountId,
      auth_uri: `${authRoot}/o/oauth2/v2/auth`,
      token_uri: `${authRoot}/token`,
      auth_provider_x509_cert_url: `${authRoot}/oauth2/v1/certs`,
      client_x509_cert_url: `${authRoot}/robot/v1/metadata/x509/${encodeURIComponent(this.serviceAccountEmail)}`,
      universe_domain: 'googleapis.com',
    };
  }

  /** The public half of the identity key, as a JSON Web Key Set. */
  async certificates(): Promise<{ keys: object[] }> {
    const key = createPublicKey(await this.identity()).export({ format: 'jwk' });
    return { keys: [{ ...key, kid: this.keyId('identity'), use: 'sig', alg: 'RS256' }] };
  }

  #key(purpose: string): Promise<KeyObject> {
    const made = this.#made.get(purpose);
    if (made !== undefined) return made;
    const making = rsaKeyFromSeed(`${this.#seed} ${purpose}`).then((jwk) =>
      createPrivateKey({ key: jwk, format: 'jwk' }),
    );
    this.#made.set(purpose, making);
    return making;
  }

  #digest(purpose: string): string {
    return createHmac('sha256', this.#seed).update(purpose).digest('hex');
  }
}
