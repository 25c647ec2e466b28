import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { MusterError } from '../../../model/errors.ts';
import type { PushService } from '../contract.ts';
import type { PushDeps } from '../deps.ts';
import { checkTopic, pairOf, take } from './bringing.ts';
import { dropKey, readKept, readKey, writeKept, writeKey } from './kept.ts';
import { nameOf } from './reading.ts';
import { signedRequest, vendorOf } from './vendor.ts';

const generate = promisify(generateKeyPair);
/** X.520 (RFC 5280 appendix A.1, ub-common-name). */
const LONGEST_COMMON_NAME = 64;
/** What identity.apple.com is given; it looks at the content alone. */
const REQUEST_FILE = 'PushCertificateRequest.plist';

type Desk = Pick<PushService, 'topic' | 'request' | 'discardRequest' | 'vendorSign'> & {
  bring(input: Parameters<PushService['bring']>[0]): Promise<void>;
  remove(): Promise<void>;
};

/** From the request to the certificate. Calls have to come one after another. */
export function createDesk(deps: PushDeps): Desk {
  const { clock, files, random } = deps;
  return {
    topic: async () => {
      const kept = await readKept(deps);
      if (kept.topic !== null) return kept.topic;
      const topic = `com.apple.mgmt.External.${random.uuid(clock.now())}`;
      await writeKept(deps, { ...kept, topic, madeUp: true });
      return topic;
    },
    request: async () => {
      const { waiting } = await readKept(deps);
      if (waiting !== null && (await readKey(deps, waiting.key)) !== null) return { pem: waiting.csr };
      return { pem: await newRequest(deps) };
    },
    discardRequest: async () => {
      const kept = await readKept(deps);
      if (kept.waiting === null) return;
      const rest = { ...kept, waiting: null };
      await dropKey(deps, kept.waiting.key, rest);
      await writeKept(deps, rest);
    },
    vendorSign: async ({ handle, password }) => {
      const { waiting } = await readKept(deps);
      if (waiting === null) throw new MusterError('push_not_requested');
      const vendor = vendorOf(await files.open(handle, password), clock.now());
      const content = await signedRequest(waiting.csr, vendor);
      files.clear(handle);
      const [leaf] = vendor.chain;
      await note(deps, 'push.signed', null, { vendor: leaf === undefined ? '' : nameOf(leaf) });
      return { fileName: REQUEST_FILE, content };
    },
    bring: async ({ handle, password, appleId, replaceTopic }) => {
      const kept = await readKept(deps);
      const pair = await pairOf(deps, await files.open(handle, password), kept);
      checkTopic(pair, kept, replaceTopic);
      await take(deps, pair, kept, appleId);
      files.clear(handle);
    },
    remove: async () => {
      const kept = await readKept(deps);
      if (kept.certificate === null) return;
      const rest = { ...kept, certificate: null };
      // The key goes first: a certificate without one can still be removed, the other way round nothing would.
      await dropKey(deps, kept.certificate.key, rest);
      await writeKept(deps, rest);
      await note(deps, 'push.removed', kept.topic, {});
    },
  };
}

async function newRequest(deps: PushDeps): Promise<string> {
  const { privateKey } = await generate('rsa', { modulusLength: 2048 });
  const name = [...`${deps.organisation()} MDM`].slice(0, LONGEST_COMMON_NAME).join('');
  const csr = await deps.csr({ privateKey, commonName: name });
  const key = await writeKey(deps, privateKey);
  await writeKept(deps, { ...(await readKept(deps)), waiting: { csr, key, since: deps.clock.now() } });
  await note(deps, 'push.requested', null, {});
  return csr;
}

async function note({ audit, draft }: PushDeps, ...deed: Parameters<PushDeps['draft']>): Promise<void> {
  await audit.append(draft(...deed));
}
