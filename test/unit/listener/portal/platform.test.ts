import { describe, expect, it } from 'vitest';
import { mayBe, whoAsks } from '../../../../electron/listener/portal/platform.ts';
import type { AskingPlatform } from '../../../../electron/model/registration-settings.ts';

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0';
const AGENTS: readonly (readonly [string, string, AskingPlatform, boolean])[] = [
  [
    'Safari on an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
    'ios',
    false,
  ],
  [
    'Chrome on an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141.0.7390.41 Mobile/15E148 Safari/604.1',
    'ios',
    false,
  ],
  [
    'Safari on an iPad, sites for phones',
    'Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
    'ipados',
    false,
  ],
  [
    'Safari on an iPad, sites for desktops: as a Mac',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
    'macos',
    true,
  ],
  [
    'Chrome on a Pixel',
    `Mozilla/5.0 (Linux; Android 15; Pixel 9) ${CHROME} Mobile Safari/537.36`,
    'android',
    false,
  ],
  [
    'Samsung Internet',
    'Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
    'android',
    false,
  ],
  [
    'Firefox on an Android tablet',
    'Mozilla/5.0 (Android 14; Tablet; rv:144.0) Gecko/144.0 Firefox/144.0',
    'android',
    false,
  ],
  [
    'Edge on Windows',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/142.0.0.0`,
    'windows',
    true,
  ],
  [
    'Edge on HoloLens 2',
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/93.0.4577.82 Safari/537.36 Edg/93.0.961.52',
    'hololens',
    false,
  ],
  [
    'Chrome on ChromeOS',
    `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${CHROME} Safari/537.36`,
    'chromeos',
    true,
  ],
  [
    'Firefox on Linux',
    'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
    'other',
    true,
  ],
  ['a telephone of yore', 'Nokia6230/2.0 (04.44) Profile/MIDP-2.0', 'other', true],
  ['nothing', '', 'other', true],
  ['two kilobytes of nothing', '(\u0000;%'.repeat(512), 'other', true],
];

describe('what asks', () => {
  it.each(AGENTS)('%s', (_name, agent, platform, computer) => {
    expect(whoAsks({ 'user-agent': agent })).toEqual({ platform, computer });
  });

  it('is told by the hint where the name conceals it', () => {
    const agent = `Mozilla/5.0 (X11; Linux x86_64) ${CHROME} Safari/537.36`;
    const asks = (hint: string) => whoAsks({ 'user-agent': agent, 'sec-ch-ua-platform': hint });
    expect(asks('"Android"')).toEqual({ platform: 'android', computer: false });
    expect(asks('"Chrome OS"')).toEqual({ platform: 'chromeos', computer: true });
    expect(asks('"Linux"').platform).toBe('other');
    expect(asks('"'.repeat(9000)).platform).toBe('other');
  });

  it('may be an iPad where it looks like a Mac, and anything where it looks like nothing', () => {
    expect(mayBe({ platform: 'macos', computer: true }, 'ipados')).toBe(true);
    expect(mayBe({ platform: 'macos', computer: true }, 'android')).toBe(false);
    expect(mayBe({ platform: 'windows', computer: true }, 'hololens')).toBe(true);
    expect(mayBe({ platform: 'other', computer: true }, 'android')).toBe(true);
  });
});
