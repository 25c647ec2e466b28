import { expect, it } from 'vitest';
import { runningClock } from '../../../../electron/listener/apple/pages/clock.ts';
import { faultsOf } from '../../../support/page-check.ts';
import { type AppleDoorBench, appleDoor, BEGUN, TOKEN } from './apple-door.ts';

const KINDS = ['ios', 'ipados', 'macos'] as const;

function everyStage(door: AppleDoorBench, platform: (typeof KINDS)[number]): AppleDoorBench['progress'][] {
  const until = door.now + 60_000;
  const browser = 'mine';
  return [
    { ...BEGUN, platform },
    { ...BEGUN, platform, browser, downloaded: true },
    { ...BEGUN, platform, browser: 'another', downloaded: true },
    { platform, browser, kind: 'installing', until },
    { platform, browser, kind: 'installing', until: door.now },
    { platform, browser, kind: 'done', deviceName: null },
    { platform, browser, kind: 'expired' },
  ];
}

it.each(['en', 'fr'])('every page can be read by everybody, and loads nothing: %s', async (language) => {
  const door = await appleDoor();
  const pages: string[] = [];
  for (const platform of KINDS) {
    for (const progress of everyStage(door, platform)) {
      door.progress = progress;
      for (const leaf of ['', '/install', '?still=1'])
        pages.push(
          (await door.get(`/apple/${TOKEN}${leaf}`, { '__Host-device': 'mine', lang: language })).body,
        );
    }
  }
  pages.push((await door.get('/apple/nowhere-at-all-there', { lang: language })).body);
  expect(pages).toHaveLength(64);
  for (const page of pages) {
    expect(faultsOf(page), page).toEqual([]);
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).not.toMatch(/(?:src|href|action)="(?:https?:)?\/\//);
    if (language === 'fr') expect(page.replace(/<[^>]+>/g, '')).not.toMatch(/ [;:?!»]|« (?!\u00a0)/);
  }
});

it('pages are kept by nobody and framed by nobody; who only asks whether they are there takes nothing', async () => {
  const door = await appleDoor();
  const mine = { '__Host-device': 'mine' };
  const { headers } = await door.get(`/apple/${TOKEN}`, mine);
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers['cache-control']).toBe('no-store');
  expect((await door.head(`/apple/${TOKEN}/profile`, mine)).statusCode).toBe(200);
  expect(door.handed).toEqual([]);
});

it('a clock shows what is left at first, and runs down from there', () => {
  const shown = (ms: number) =>
    [...runningClock(ms).text.matchAll(/<g><text[^>]*>(\d+)<\/text>/g)].map(([, first]) => first).join(' ');
  expect(shown(7 * 60_000 + 36_000)).toBe('7 3 6');
  expect(shown(60_000)).toBe('1 0 0');
  expect(shown(59_001)).toBe('1 0 0');
  expect(shown(0)).toBe('0 0 0');
  expect(shown(-5)).toBe('0 0 0');
  expect(runningClock(61_000).text).toContain('begin="-58s"');
});
