import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const IMPORTS = /import (?:type )?\{([^}]*)\} from '@mantine\/core'/g;

test('every part of Mantine that is used brings its styles', () => {
  const sources = globSync('renderer/**/*.{ts,tsx}', { cwd: root }).map((file) =>
    readFileSync(join(root, file), 'utf8'),
  );
  const names = sources.flatMap((source) =>
    [...source.matchAll(IMPORTS)].flatMap(([, list = '']) => list.match(/\b[A-Z]\w+/g) ?? []),
  );
  const wanted = [...new Set(names)]
    .map((name) => `@mantine/core/styles/${name}.layer.css`)
    .filter((file) => existsSync(join(root, 'node_modules', file)));
  const styles = readFileSync(join(root, 'renderer/styles/mantine.css'), 'utf8');
  expect(wanted.length).toBeGreaterThan(10);
  expect(wanted.filter((file) => !styles.includes(`"${file}"`))).toEqual([]);
});
