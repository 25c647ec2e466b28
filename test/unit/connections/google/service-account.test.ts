import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { parseKeyFile, parseSubject } from '../../../../electron/connections/google/service-account.ts';

const pkcs8 = { type: 'pkcs8', format: 'pem' } as const;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const rsaKey = rsa.privateKey.export(pkcs8).toString();
const publicKey = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const ellipticKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(pkcs8).toString();
const file = {
  type: 'service_account',
  project_id: 'muster-123',
  private_key_id: 'abc',
  private_key: rsaKey,
  client_email: 'sync@muster-123.iam.gserviceaccount.com',
  client_id: '112233445566778899001',
  token_uri: 'https://oauth2.googleapis.com/token',
  universe_domain: 'googleapis.com',
};

it('reads a key file as the Google Cloud console gives it out', () => {
  const { universe_domain: _, ...used } = file;
  expect(parseKeyFile(JSON.stringify(file))).toEqual(used);
});

it.each([
  ['not JSON', 'no json', 'file'],
  ['a list', '[]', 'file'],
  ['another type', JSON.stringify({ ...file, type: 'authorized_user' }), 'type'],
  ['no key', JSON.stringify({ ...file, private_key: undefined }), 'private_key'],
  ['a cut key', JSON.stringify({ ...file, private_key: rsaKey.slice(0, 400) }), 'private_key'],
  ['a public key', JSON.stringify({ ...file, private_key: publicKey }), 'private_key'],
  ['an elliptic key', JSON.stringify({ ...file, private_key: ellipticKey }), 'private_key'],
  ['no e-mail', JSON.stringify({ ...file, client_email: 'sync' }), 'client_email'],
  ['no client id', JSON.stringify({ ...file, client_id: '' }), 'client_id'],
])('names the field at fault in a file with %s, and never quotes the key', (_, text, field) => {
  expect(() => parseKeyFile(text)).toThrow(
    expect.objectContaining({
      code: 'google_key_file_invalid',
      details: { field },
      message: expect.not.stringContaining('PRIVATE KEY'),
    }),
  );
});

it('takes an e-mail address as the subject, and nothing else', () => {
  expect(parseSubject(' admin@school.example ')).toBe('admin@school.example');
  for (const subject of ['', 'admin', 'admin@', '112233445566778899001']) {
    expect(() => parseSubject(subject)).toThrow(
      expect.objectContaining({ code: 'google_subject_invalid', details: { subject } }),
    );
  }
});
