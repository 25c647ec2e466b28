import type { PlistDict } from '../../../../electron/model/apple/plist.ts';

/** A payload as Apple’s schema wants one. */
export function payload(change: PlistDict = {}): PlistDict {
  return {
    PayloadType: 'com.apple.webClip.managed',
    PayloadIdentifier: 'org.example.intranet.clip',
    PayloadUUID: '6F1B2D0A-3C4E-4A55-9D0B-0C6A1E2F3A4B',
    PayloadVersion: 1,
    URL: 'https://intranet.example.org',
    Label: 'Intranet',
    ...change,
  };
}

/** A configuration profile around payloads. */
export function profile(change: PlistDict = {}): PlistDict {
  return {
    PayloadType: 'Configuration',
    PayloadIdentifier: 'org.example.intranet',
    PayloadUUID: '0A1B2C3D-4E5F-4A6B-8C7D-9E0F1A2B3C4D',
    PayloadVersion: 1,
    PayloadDisplayName: 'Intranet',
    PayloadDescription: 'The way to the intranet',
    PayloadContent: [payload()],
    ...change,
  };
}

/** A copy without some keys. */
export function without(dict: PlistDict, ...keys: string[]): PlistDict {
  return Object.fromEntries(Object.entries(dict).filter(([key]) => !keys.includes(key)));
}
