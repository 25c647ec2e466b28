import { describe, expect, it } from 'vitest';
import { html } from '../../../../electron/listener/portal/html.ts';
import { askedLanguage, createPageWords, fill } from '../../../../electron/listener/portal/words.ts';

describe('the language a browser asks for', () => {
  it('is English where the header says nothing at length', () => {
    expect(askedLanguage({ 'accept-language': ','.repeat(9000) })).toBe('en');
  });

  it.each([
    ['fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
    ['en-US,en;q=0.9,fr;q=0.8', 'en'],
    ['de-DE,de;q=0.9,fr;q=0.7,en;q=0.3', 'fr'],
    ['de, FR ; q=0.5', 'fr'],
    ['fr;q=0', 'en'],
    ['fr;q=x', 'en'],
    ['*', 'en'],
    ['', 'en'],
  ])('%s', (header, language) => {
    expect(askedLanguage({ 'accept-language': header })).toBe(language);
  });
});

it('says how far ahead a time is, and never that it is now', () => {
  const { en, fr } = createPageWords();
  expect(en.ahead(30_000, 0)).toBe('in 1 minute');
  expect(en.ahead(61_000, 0)).toBe('in 2 minutes');
  expect(en.ahead(0, 5)).toBe('in 1 minute');
  expect(fr.ahead(7_200_000, 0)).toBe('dans 2 heures');
  expect(fr.ago(0, 3 * 86_400_000)).toBe('il y a 3 jours');
  expect(en.minutes(1)).toBe('1 minute');
  expect(fr.minutes(7 * 60_000)).toBe('7 minutes');
});

it('fills places once, whatever is put into them', () => {
  expect(fill('Hello {{name}}, {{other}}', { name: '{{other}}' })).toBe('Hello {{other}}, {{other}}');
});

it('escapes every value that is not markup', () => {
  const name = `<b title="x" data-y='z'>&`;
  expect(
    html`<p class="${name}">${name} ${html`<i>${1}</i>`}${null}${false}${[name, html`<br>`]}</p>`.text,
  ).toBe(
    '<p class="&lt;b title=&quot;x&quot; data-y=&#39;z&#39;&gt;&amp;">&lt;b title=&quot;x&quot; data-y=&#39;z&#39;&gt;&amp; <i>1</i>&lt;b title=&quot;x&quot; data-y=&#39;z&#39;&gt;&amp;<br></p>',
  );
});
