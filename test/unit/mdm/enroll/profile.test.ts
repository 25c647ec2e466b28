import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenHash } from '../../../../electron/registration/secrets/tokens.ts';
import type { Store } from '../../../../electron/store/contract.ts';
import {
  challengeOf,
  type Dict,
  dictOf,
  openProfile,
  payloadOf,
} from '../../../support/apple/read-profile.ts';
import { type OpenSsl, openSsl } from '../../../support/pki/openssl.ts';
import { MINUTE } from '../../../support/portal.ts';
import { openTestStore, temporaryFolder } from '../../../support/store-fixtures.ts';
import { type EnrollBench, enrollBench, WORKSPACE } from './enroll-bench.ts';

const folder = temporaryFolder();
let store: Store;
let openssl: OpenSsl;
let bench: EnrollBench;
beforeAll(async () => {
  store = await openTestStore(`${folder.path}/cache.sqlite`);
  openssl = await openSsl();
  bench = enrollBench(store);
});
afterAll(async () => {
  await store.close();
  await openssl.remove();
  folder.remove();
});

const opened = async (bytes: Uint8Array): Promise<Dict> =>
  openProfile(openssl, (await bench.pki.root()).pem, bytes);
const made = async (purpose: 'enroll' | 'renew' = 'enroll', userId: string | null = null) =>
  opened(
    await bench.profiles.make({
      purpose,
      ticketId: null,
      userId,
      deviceId: null,
      until: bench.portal.now() + MINUTE,
    }),
  );

describe('the enrollment profile', () => {
  it('is signed by our authority, as openssl sees it, and not once it is changed', async () => {
    const { userId } = await bench.begin();
    const { bytes } = await bench.enrollment.profileFor(userId);
    expect((await opened(bytes)).PayloadType).toBe('Configuration');
    const at = Buffer.from(bytes).indexOf('AccessRights');
    const changed = Buffer.from(bytes);
    changed[at] = 0x61;
    await expect(opened(changed)).rejects.toThrow();
  });

  it('carries trust, identity and management, tied to one another', async () => {
    const profile = await made();
    const { der } = await bench.pki.root();
    const root = payloadOf(profile, 'com.apple.security.root').PayloadContent;
    expect(Buffer.isBuffer(root) && new X509Certificate(root).raw.equals(Buffer.from(der))).toBe(true);
    const identity = payloadOf(profile, 'com.apple.security.scep');
    expect(identity.PayloadContent).toMatchObject({
      URL: 'https://mdm.example.org:8444/scep',
      Keysize: 2048,
      'Key Type': 'RSA',
      'Key Usage': 5,
      KeyIsExtractable: false,
      Subject: [[['O', 'École Émile & Fils']], [['CN', 'Identity of this device']]],
    });
    expect(payloadOf(profile, 'com.apple.mdm')).toMatchObject({
      IdentityCertificateUUID: identity.PayloadUUID,
      Topic: 'com.apple.mgmt.External.muster-test',
      ServerURL: 'https://mdm.example.org:8444/mdm/connect',
      CheckInURL: 'https://mdm.example.org:8444/mdm/checkin',
      SignMessage: true,
      CheckOutWhenRemoved: true,
      AccessRights: 8191,
      ServerCapabilities: [
        'com.apple.mdm.per-user-connections',
        'com.apple.mdm.bootstraptoken',
        'com.apple.mdm.token',
      ],
    });
    expect(profile).toMatchObject({
      PayloadScope: 'System',
      PayloadVersion: 1,
      PayloadOrganization: 'École Émile & Fils',
    });
  });

  it('has a challenge of 256 bits that is kept as its hash alone, until the given time', async () => {
    const challenge = challengeOf(await made());
    expect(challenge).toMatch(/^[\w-]{43}$/);
    const { apple } = store;
    const key = 'a key';
    expect(await apple.takeChallenge({ hash: challenge, key, at: bench.portal.now() })).toMatchObject({
      why: 'unknown',
    });
    const late = { hash: tokenHash(challenge), key, at: bench.portal.now() + MINUTE };
    expect(await apple.takeChallenge(late)).toMatchObject({ why: 'expired' });
    const taken = await apple.takeChallenge({ ...late, at: late.at - 1 });
    expect(taken).toMatchObject({ kind: 'first', challenge: { purpose: 'enroll' } });
  });

  it('replaces the one before: the same identifiers, another challenge', async () => {
    const [one, two] = [await made(), await made('renew')];
    expect(challengeOf(one)).not.toBe(challengeOf(two));
    const names = (profile: Dict) => {
      const all = [
        profile,
        ...(Array.isArray(profile.PayloadContent) ? profile.PayloadContent.map(dictOf) : []),
      ];
      return all.map(({ PayloadIdentifier, PayloadUUID }) => [PayloadIdentifier, PayloadUUID]);
    };
    expect(names(one)).toEqual(names(two));
    expect(new Set(names(one).flat()).size).toBe(8);
    expect(one.PayloadIdentifier).toBe(`org.muster.enrollment.${WORKSPACE}`);
    expect(bench.profiles.identifier).toBe(one.PayloadIdentifier);
    expect(String(one.PayloadUUID)).toMatch(
      /^[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/,
    );
  });

  it('speaks its user’s language', async () => {
    const { userId } = await bench.begin('ios', 'fr');
    expect((await made('enroll', userId)).PayloadDisplayName).toBe(
      'École Émile & Fils : gestion des appareils',
    );
    expect((await made()).PayloadDisplayName).toBe('École Émile & Fils: device management');
  });
});

describe('a profile made by the admin', () => {
  it('is for a user and for minutes, without a ticket', async () => {
    const { userId } = await bench.begin();
    const { bytes, until, fileName } = await bench.enrollment.profileFor(userId);
    expect(until - bench.portal.now()).toBe(8 * MINUTE);
    expect(fileName).toBe('Ecole-Emile-Fils.mobileconfig');
    const hash = tokenHash(challengeOf(await opened(bytes)));
    const taken = await store.apple.takeChallenge({ hash, key: 'k', at: until - 1 });
    expect(taken).toMatchObject({ kind: 'first', challenge: { ticketId: null, userId, expiresAt: until } });
  });

  it('is in the log, with whom it is for and until when, and nothing of its challenge', async () => {
    const { userId } = await bench.begin();
    const { bytes, until } = await bench.enrollment.profileFor(userId);
    const { rows } = await store.audit.list({ filter: { deeds: ['apple.profile'] }, before: null, limit: 1 });
    const userName = (await store.users.get(userId))?.userName;
    expect(rows).toMatchObject([
      { object: userId, detail: { user: userName, until: new Date(until).toISOString() } },
    ]);
    expect(JSON.stringify(rows)).not.toContain(challengeOf(await opened(bytes)));
  });

  it('is for nobody else', async () => {
    await expect(bench.enrollment.profileFor('nobody')).rejects.toMatchObject({ code: 'not_found' });
  });
});
