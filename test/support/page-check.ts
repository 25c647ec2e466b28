/** What keeps a page from being read by everybody, or from being safe; empty when nothing does. */
export function faultsOf(page: string): string[] {
  const tags = [...page.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"]*")*)>/g)].map(
    ([, end, name = '', rest = '']) => ({ end: end === '/', name, attributes: attributesOf(rest) }),
  );
  return [
    ...unbalanced(tags),
    ...fieldsWithoutLabel(tags),
    ...deadReferences(tags),
    ...(/^<!doctype html>\n<html lang="(en|fr)">/.test(page) ? [] : ['no language']),
    ...(/<title>[^<]+<\/title>/.test(page) ? [] : ['no title']),
    ...(tags.filter(({ name, end }) => name === 'h1' && !end).length === 1 ? [] : ['not one h1']),
    ...(tags.some(({ name }) => name === 'main') ? [] : ['no main']),
    ...tags.filter(({ name }) => name === 'script' || name === 'style').map(({ name }) => `a ${name}`),
    ...tags.flatMap(({ name, attributes }) =>
      [...attributes.keys()]
        .filter((key) => key === 'style' || key.startsWith('on'))
        .map((key) => `${name} ${key}`),
    ),
    ...(/\{\{|undefined|\[object|NaN/.test(page) ? ['an unfilled place'] : []),
  ];
}

interface Tag {
  end: boolean;
  name: string;
  attributes: ReadonlyMap<string, string>;
}

const VOID = ['meta', 'link', 'input', 'wbr', 'br'];

function attributesOf(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/([a-zA-Z-]+)(?:="([^"]*)")?/g)].map(([, key = '', value = '']) => [key, value]),
  );
}

function unbalanced(tags: readonly Tag[]): string[] {
  const open: string[] = [];
  const faults: string[] = [];
  for (const { end, name, attributes } of tags) {
    if (VOID.includes(name) || name === 'path' || name === 'rect' || attributes.has('/')) continue;
    if (!end) open.push(name);
    else if (open.pop() !== name) faults.push(`unexpected end of ${name}`);
  }
  return [...faults, ...open.map((name) => `${name} without end`)];
}

function fieldsWithoutLabel(tags: readonly Tag[]): string[] {
  const labelled = tags.flatMap(({ name, attributes }) => (name === 'label' ? [attributes.get('for')] : []));
  return tags
    .filter(({ name, attributes }) => name === 'input' && attributes.get('type') !== 'hidden')
    .filter(({ attributes }) => !labelled.includes(attributes.get('id')))
    .map(({ attributes }) => `${attributes.get('name')} without label`);
}

function deadReferences(tags: readonly Tag[]): string[] {
  const ids = tags.flatMap(({ attributes }) => attributes.get('id') ?? []);
  const faults = ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `id ${id} twice`);
  for (const { attributes } of tags) {
    for (const key of ['aria-describedby', 'aria-labelledby', 'for']) {
      for (const id of attributes.get(key)?.split(' ') ?? [])
        if (!ids.includes(id)) faults.push(`${key} ${id}`);
    }
  }
  return faults;
}
