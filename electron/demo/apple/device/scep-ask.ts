import { type Inside, send } from './inside.ts';
import type { ScepPayload } from './management.ts';
import { DeviceTrouble } from './trouble.ts';

/** Where an operation is asked for (RFC 8894 section 4.1). */
export function address({ url }: ScepPayload, operation: string, more: Record<string, string> = {}): string {
  const whole = new URL(url);
  whole.searchParams.set('operation', operation);
  for (const [key, value] of Object.entries(more)) whole.searchParams.set(key, value);
  return whole.href;
}

/** Asks by GET. */
export const get = (inside: Inside, step: string, url: string, trust: readonly string[]) =>
  ask(inside, step, url, trust, null);

/** Asks, by POST where there is a body. Throws `status` for anything but 200. */
export async function ask(
  inside: Inside,
  step: string,
  url: string,
  trust: readonly string[],
  body: Uint8Array | null,
): ReturnType<typeof send> {
  const method = body === null ? 'GET' : 'POST';
  const headers: Record<string, string> =
    body === null ? {} : { 'content-type': 'application/x-pki-message' };
  const answer = await send(inside, step, { url, method, body, trust, client: null }, () => headers);
  if (answer.status === 200) return answer;
  throw new DeviceTrouble('status', step, `answered with ${answer.status}`, { status: answer.status });
}

/** Reads an answer; what cannot be read is `scep_answer`. */
export function scepAnswer<T>(step: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new DeviceTrouble('scep_answer', step, words, { cause: error });
  }
}
