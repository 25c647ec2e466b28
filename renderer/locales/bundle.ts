import type { Resource } from 'i18next';

/** Turns files such as `…/en/common.json` into namespaces such as `common`. */
export function bundleOf(files: Record<string, unknown>): Resource[string] {
  const bundle: Record<string, object> = {};
  for (const [path, content] of Object.entries(files)) {
    const namespace = /([^/]+)\.json$/.exec(path)?.[1];
    if (namespace !== undefined && typeof content === 'object' && content !== null) {
      bundle[namespace] = content;
    }
  }
  return bundle as Resource[string];
}
