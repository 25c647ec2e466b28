import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

export type Language = 'en' | 'fr';

interface Tree {
  [key: string]: string | Tree;
}
const treeSchema: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), treeSchema])));

/**
 * Reads the texts as the screen has them: `say('google:page.sync')`. Placeholders `{{…}}` become
 * the values given, and marks such as `<b>` are left out.
 */
export function wordsOf(language: Language): (key: string, values?: Record<string, string>) => string {
  return (key, values = {}) => {
    const [namespace = '', way = ''] = key.split(':');
    const file = path.join(import.meta.dirname, '../../../resources/locales', language, `${namespace}.json`);
    let at: string | Tree | undefined = treeSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    for (const step of way.split('.')) at = typeof at === 'object' ? at[step] : undefined;
    if (typeof at !== 'string') throw new Error(`no text ${key} in ${language}`);
    const filled = at.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
    return filled.replace(/<\/?\w+>/g, '');
  };
}
