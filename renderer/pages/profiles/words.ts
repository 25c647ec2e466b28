import type { TFunction } from 'i18next';
import type { Assignment, LibraryProfile, ProfileWarning } from '../../../electron/bridge/domain';
import type { Format } from '../../format';

/** Types of payloads with words of their own (Apple, mdm/profiles); the others are called what Apple calls them. */
const KNOWN: Readonly<Record<string, string>> = {
  'com.apple.wifi.managed': 'wifi',
  'com.apple.mobiledevice.passwordpolicy': 'passcode',
  'com.apple.applicationaccess': 'restrictions',
  'com.apple.security.root': 'root',
  'com.apple.security.pkcs1': 'certificate',
  'com.apple.security.pem': 'certificate',
  'com.apple.security.pkcs12': 'identity',
  'com.apple.security.scep': 'scep',
  'com.apple.security.acme': 'acme',
  'com.apple.vpn.managed': 'vpn',
  'com.apple.vpn.managed.applayer': 'appVpn',
  'com.apple.mail.managed': 'mail',
  'com.apple.eas.account': 'exchange',
  'com.apple.ews.account': 'exchange',
  'com.apple.caldav.account': 'calendar',
  'com.apple.carddav.account': 'contacts',
  'com.apple.ldap.account': 'ldap',
  'com.apple.webClip.managed': 'webClip',
  'com.apple.homescreenlayout': 'homeScreen',
  'com.apple.notificationsettings': 'notifications',
  'com.apple.webcontent-filter': 'contentFilter',
  'com.apple.dnsSettings.managed': 'dns',
  'com.apple.extensiblesso': 'sso',
  'com.apple.MCX.FileVault2': 'fileVault',
  'com.apple.security.firewall': 'firewall',
  'com.apple.system-extension-policy': 'systemExtensions',
  'com.apple.TCC.configuration-profile-policy': 'privacy',
  'com.apple.SoftwareUpdate': 'softwareUpdate',
  'com.apple.loginwindow': 'loginWindow',
  'com.apple.dock': 'dock',
  'com.apple.screensaver': 'screenSaver',
  'com.apple.font': 'font',
  'com.apple.app.lock': 'appLock',
  'com.apple.AirPrint': 'airPrint',
  'com.apple.profileRemovalPassword': 'removalPassword',
};

/** A type of payload in words. */
export function typeWord(type: string, t: TFunction): string {
  const key = KNOWN[type];
  return key === undefined ? type : t(`profiles:type.${key}`);
}

/** What is in a profile, each kind once. */
export function typesText(types: readonly string[], t: TFunction): string {
  return [...new Set(types.map((type) => typeWord(type, t)))].join(', ');
}

/** Whom a profile is meant for, in short. */
export function assignedText(assignments: readonly Assignment[], t: TFunction, format: Format): string {
  if (assignments.some(({ kind }) => kind === 'all')) return t('profiles:assigned.all');
  const parts = (['unit', 'user', 'device'] as const).flatMap((kind) => {
    const count = assignments.filter((one) => one.kind === kind).length;
    return count === 0 ? [] : [t(`profiles:assigned.${kind}`, { count, n: format.number(count) })];
  });
  return parts.join(', ');
}

/** In how many places a profile is, in any state. */
export function placesOf({ counts }: Pick<LibraryProfile, 'counts'>): number {
  return counts.pending + counts.installed + counts.failed + counts.removing;
}

/** What an admin should know before a file is kept. */
export function warningText(warning: ProfileWarning, t: TFunction): string {
  return t(`profiles:warning.${warning}`);
}
