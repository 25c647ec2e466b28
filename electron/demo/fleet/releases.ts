const DAY = 86_400_000;

/** ChromeOS milestone 141 reached the stable channel on 7 October 2025; a milestone comes every four weeks. */
const FIRST = { milestone: 141, at: Date.UTC(2025, 9, 7), platform: 16_404, chrome: 7_390 };

/** A version of ChromeOS as a device reports it. */
export interface Release {
  readonly milestone: number;
  readonly osVersion: string;
  readonly platformVersion: string;
}

/** The release that was stable at `time` (milliseconds UTC); build numbers grow as Google's have. */
export function releaseAt(time: number): Release {
  const milestone = Math.max(60, FIRST.milestone + Math.floor((time - FIRST.at) / (28 * DAY)));
  const ahead = milestone - FIRST.milestone;
  const platform = FIRST.platform + ahead * 38;
  const chrome = FIRST.chrome + ahead * 67;
  return {
    milestone,
    osVersion: `${milestone}.0.${chrome}.${90 + ((milestone * 37) % 110)}`,
    platformVersion: `${platform}.${20 + ((milestone * 13) % 50)}.0`,
  };
}
