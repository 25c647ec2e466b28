import type { ListenerOverview, PreflightResult } from '../../../../electron/bridge/domain';
import type { Format } from '../../../format';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NOT_COUNTED = /port/i;

/** What fills the text of a check: days as they are written here, counts with their separators, ports as they are. */
export function detailsText(
  details: PreflightResult['details'],
  format: Pick<Format, 'number' | 'date'>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, textOf(name, value, format)]),
  );
}

function textOf(
  name: string,
  value: string | number | boolean | null,
  format: Pick<Format, 'number' | 'date'>,
): string {
  if (typeof value === 'number') return NOT_COUNTED.test(name) ? String(value) : format.number(value);
  // At noon it is that day wherever one is, but for the outermost islands.
  if (typeof value === 'string' && DAY.test(value)) return format.date(Date.parse(`${value}T12:00:00Z`));
  return String(value ?? '');
}

type Verdict = PreflightResult['verdict'];
const GRAVEST_FIRST: readonly Verdict[] = ['bad', 'attention', 'unknown'];

/** How a whole report stands: its gravest verdict, and how many checks have it. */
export function standingOf(results: readonly Pick<PreflightResult, 'verdict'>[]): {
  verdict: Verdict;
  count: number;
} {
  const countOf = (verdict: Verdict) => results.filter((result) => result.verdict === verdict).length;
  const verdict = GRAVEST_FIRST.find((one) => countOf(one) > 0) ?? 'good';
  return { verdict, count: countOf(verdict) };
}

/** True when what was looked at has changed since: it was switched, or listens elsewhere or under another name. */
export function isOutdated(
  results: readonly PreflightResult[],
  { state, settings }: Pick<ListenerOverview, 'state' | 'settings'>,
): boolean {
  const of = (check: PreflightResult['check']) => results.find((result) => result.check === check);
  const { found, details: { host } = {} } = of('listener') ?? {};
  const name = of('name')?.details.name;
  const wasOn = found === 'listenerOn' || found === 'listenerAlone' || found === 'listenerElsewhere';
  const isOn = state.kind === 'on' || state.kind === 'elsewhere';
  return (
    wasOn !== isOn ||
    (host !== undefined && host !== settings.host) ||
    (name !== undefined && name !== settings.publicName)
  );
}
