import { attention, bad, type Finding, good, unknown } from './finding.ts';
import type { PreflightDeps } from './preflight.ts';
import { reasonOf } from './scene.ts';

/** Beyond this, one-time things begin to fail; beyond the other, certificates made here are not valid yet elsewhere. */
const ATTENTION_S = 30;
const BAD_S = 300;

/** This machine’s clock against the Date header of a server that keeps good time. */
export async function checkClock(
  { timeSource, fetch, clock }: Pick<PreflightDeps, 'timeSource' | 'fetch' | 'clock'>,
  signal: AbortSignal,
): Promise<Finding> {
  let host = '';
  try {
    const url = await timeSource();
    host = new URL(url).host;
    const asked = clock.now();
    const answer = await fetch(url, { method: 'HEAD', redirect: 'manual', cache: 'no-store', signal });
    const half = (clock.now() - asked) / 2;
    const told = toldTime(answer.headers);
    if (told === null) return unknown('clockNotAsked', { host, reason: String(answer.status) });
    return judged(Math.round((asked + half - told) / 1000), host);
  } catch (error) {
    return unknown('clockNotAsked', { host, reason: reasonOf(error) });
  }
}

/** The server’s time as it answered, ms UTC: the middle of the second it names, and what a cache has kept it for. */
function toldTime(headers: Headers): number | null {
  const date = Date.parse(headers.get('date') ?? '');
  const age = Number(headers.get('age') ?? 0) * 1000;
  return Number.isNaN(date) || Number.isNaN(age) ? null : date + 500 + age;
}

function judged(ahead: number, host: string): Finding {
  const seconds = Math.abs(ahead);
  if (seconds <= ATTENTION_S) return good('clockRight', { host });
  const found = ahead > 0 ? 'clockAhead' : 'clockBehind';
  return (seconds > BAD_S ? bad : attention)(found, { host, seconds }, 'clockSet');
}
