import type { Facet } from '../../../../electron/bridge/domain';
import { pieces, wordsOf } from '../table/highlight';
import type { Option } from './CheckList';

/** Values of a column for ticking: most frequent first, chosen ones kept even when no device has them. */
export function facetOptions(facets: readonly Facet[], chosen: readonly string[]): Option[] {
  const options = facets.flatMap(({ value, count }) =>
    value === null ? [] : [{ value, label: value, count }],
  );
  const missing = chosen.filter((value) => !options.some((option) => option.value === value));
  return [...missing.map((value) => ({ value, label: value, count: 0 })), ...options];
}

/** OS versions, newest first: each major version with its sum, and below it the full versions. */
export function versionOptions(facets: readonly Facet[], chosen: readonly string[]): Option[] {
  const majors = new Map<string, Option[]>();
  for (const option of facetOptions(facets, [])) {
    const major = option.value.split('.', 1)[0] ?? option.value;
    majors.set(major, [...(majors.get(major) ?? []), { ...option, inner: true }]);
  }
  const options = [...majors]
    .sort(([a], [b]) => byNumber(b, a))
    .flatMap(([major, versions]) => withSum(major, versions));
  const missing = chosen.filter((value) => !options.some((option) => option.value === value));
  return [...missing.map((value) => ({ value, label: value, count: 0 })), ...options];
}

function withSum(major: string, versions: Option[]): Option[] {
  const count = versions.reduce((sum, version) => sum + (version.count ?? 0), 0);
  const inner = versions.filter(({ value }) => value !== major).sort((a, b) => byNumber(b.value, a.value));
  return [{ value: major, label: major, count }, ...inner];
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** The options whose name holds every word of the text. */
export function optionsFound(options: readonly Option[], text: string): Option[] {
  const words = wordsOf(text);
  return options.filter(({ label }) =>
    words.every((word) => pieces(label, [word]).some((piece) => piece.hit)),
  );
}
