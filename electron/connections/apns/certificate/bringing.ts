import { createPrivateKey, type KeyObject, type X509Certificate } from 'node:crypto';
import { MusterError } from '../../../model/errors.ts';
import type { PickedMaterial, PushDeps } from '../deps.ts';
import { dropKey, type KeptPush, readKey, writeKept, writeKey } from './kept.ts';
import { dayOf, endOf, topicOf } from './reading.ts';

/** A push certificate with the key that fits it. */
export interface Pair {
  certificate: X509Certificate;
  topic: string;
  key: KeyObject;
}

/**
 * The push certificate among those picked that one of these keys fits: picked ones, the waiting one, and the one in use. Of
 * several the one that lasts longest. Throws push_not_push, push_key_mismatch, certificate_expired.
 */
export async function pairOf(deps: PushDeps, material: PickedMaterial, kept: KeptPush): Promise<Pair> {
  const pushes = material.certificates.flatMap((certificate) => {
    const topic = topicOf(certificate);
    return topic === null ? [] : [{ certificate, topic }];
  });
  if (pushes.length === 0) throw new MusterError('push_not_push');
  const keys = [...material.keys.map(({ key }) => key), ...(await ownKeys(deps, kept))];
  const fits = pushes.flatMap((push) =>
    keys.filter((key) => push.certificate.checkPrivateKey(key)).map((key) => ({ ...push, key })),
  );
  const [best] = fits.toSorted((one, other) => endOf(other.certificate) - endOf(one.certificate));
  if (best === undefined) throw new MusterError('push_key_mismatch');
  const end = endOf(best.certificate);
  if (end <= deps.clock.now()) throw new MusterError('certificate_expired', { until: dayOf(end) });
  return best;
}

async function ownKeys(deps: PushDeps, { waiting, certificate }: KeptPush): Promise<KeyObject[]> {
  const names = [waiting?.key, certificate?.key].filter((name) => name !== undefined);
  const keys = await Promise.all(names.map((name) => readKey(deps, name)));
  return keys.filter((pem) => pem !== null).map((pem) => createPrivateKey(pem));
}

/** Throws push_wrong_topic. For a topic that was made up here there can be no certificate: any takes its place. */
export function checkTopic({ topic }: Pair, kept: KeptPush, replaceTopic: boolean): void {
  const { topic: wanted, madeUp } = kept;
  if (wanted === null || madeUp || wanted === topic || replaceTopic) return;
  throw new MusterError('push_wrong_topic', { topic, wanted });
}

/** Puts it in the place of the one in use; the waiting request is done when it was for its key. */
export async function take(
  deps: PushDeps,
  { certificate, topic, key }: Pair,
  kept: KeptPush,
  appleId: string | null,
): Promise<void> {
  const name = await writeKey(deps, key);
  const next: KeptPush = {
    topic,
    madeUp: false,
    appleId: appleId ?? kept.appleId,
    certificate: { pem: certificate.toString(), key: name },
    waiting: kept.waiting?.key === name ? null : kept.waiting,
  };
  await writeKept(deps, next);
  await dropKey(deps, kept.certificate?.key, next);
  const replaced = kept.topic !== null && kept.topic !== topic && !kept.madeUp;
  const detail = { until: dayOf(endOf(certificate)), replaced };
  await deps.audit.append(deps.draft('push.brought', topic, detail));
}
