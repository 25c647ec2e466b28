import type { IncomingHttpHeaders } from 'node:http';
import { getParser } from 'bowser';
import { type AskingPlatform, askingPlatformSchema } from '../../model/registration-settings.ts';

/** What the browser’s device seems to be. `computer`: no phone, tablet or headset, so a QR code is of use on it. */
export interface Asking {
  platform: AskingPlatform;
  computer: boolean;
}

const OTHER: Asking = { platform: 'other', computer: true };
/** More says nothing more. */
const LONGEST_AGENT = 512;

/** Sec-CH-UA-Platform (User-Agent Client Hints section 3.7) says what a User-Agent made alike for all conceals. */
const PLATFORM_OF_HINT: Readonly<Record<string, AskingPlatform>> = {
  android: 'android',
  'chrome os': 'chromeos',
  chromeos: 'chromeos',
  'chromium os': 'chromeos',
  ios: 'ios',
  macos: 'macos',
  windows: 'windows',
};

const PLATFORM_OF_SYSTEM: Readonly<Record<string, AskingPlatform>> = {
  Android: 'android',
  'Chrome OS': 'chromeos',
  macOS: 'macos',
  Windows: 'windows',
};

/**
 * Tells the kind of device from what its browser says. An iPad that asks for desktop sites calls itself a Mac, and an
 * Android device that does so a Linux computer: pages offer the other kinds.
 */
export function whoAsks(headers: IncomingHttpHeaders): Asking {
  const agent = (headers['user-agent'] ?? '').slice(0, LONGEST_AGENT);
  if (isHoloLens(agent)) return { platform: 'hololens', computer: false };
  const hinted = PLATFORM_OF_HINT[hint(headers).toLowerCase()];
  const platform = hinted ?? platformOfAgent(agent);
  if (platform === 'other') return OTHER;
  return { platform, computer: platform === 'macos' || platform === 'windows' || platform === 'chromeos' };
}

function platformOfAgent(agent: string): AskingPlatform {
  if (agent.trim() === '') return 'other';
  const parser = getParser(agent);
  const system = parser.getOSName();
  if (system === 'iOS' || system === 'iPadOS') return /\biPad\b/.test(agent) ? 'ipados' : 'ios';
  return PLATFORM_OF_SYSTEM[system] ?? 'other';
}

/** Edge on HoloLens 2 names Windows without the processor that Edge on computers adds. */
function isHoloLens(agent: string): boolean {
  return /hololens|holographic/i.test(agent) || (/\(Windows NT 10\.0\)/.test(agent) && /\bEdg\//.test(agent));
}

function hint(headers: IncomingHttpHeaders): string {
  const value = headers['sec-ch-ua-platform'];
  return typeof value === 'string' ? value.slice(0, 40).replace(/^"|"$/g, '') : '';
}

/** True when a device that seems to be one kind may in truth be the other. */
export function mayBe({ platform }: Asking, other: AskingPlatform): boolean {
  if (platform === other || platform === 'other') return true;
  if (platform === 'macos') return other === 'ipados';
  if (platform === 'ios' || platform === 'ipados') return other === 'ios' || other === 'ipados';
  return (platform === 'windows' || platform === 'hololens') && (other === 'windows' || other === 'hololens');
}

/** A kind of device named in an address or a form; null when there is no such kind. */
export function platformNamed(text: unknown): AskingPlatform | null {
  return askingPlatformSchema.safeParse(text).data ?? null;
}
