const ROOT = 'https://www.googleapis.com/auth/';

/** Scopes that say who someone is. They are granted with the sign-in itself. */
export const IDENTITY_SCOPES = [
  'openid',
  'email',
  `${ROOT}userinfo.email`,
  'profile',
  `${ROOT}userinfo.profile`,
];

/** Scopes the Admin SDK knows; the others are unknown to this organisation. */
export const SCOPES = {
  devices: `${ROOT}admin.directory.device.chromeos`,
  devicesReadonly: `${ROOT}admin.directory.device.chromeos.readonly`,
  units: `${ROOT}admin.directory.orgunit`,
  unitsReadonly: `${ROOT}admin.directory.orgunit.readonly`,
  users: `${ROOT}admin.directory.user`,
  usersReadonly: `${ROOT}admin.directory.user.readonly`,
} as const;

/** Every Directory scope of this organisation. */
export const DIRECTORY_SCOPES: readonly string[] = Object.values(SCOPES);

/** Splits a `scope` parameter, leaving out repetitions. */
export function scopesOf(text: string): string[] {
  return [...new Set(text.split(/\s+/).filter((scope) => scope !== ''))];
}

/** True for a scope this organisation knows. */
export function isKnownScope(scope: string): boolean {
  return IDENTITY_SCOPES.includes(scope) || DIRECTORY_SCOPES.includes(scope);
}
