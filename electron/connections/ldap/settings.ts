import { z } from 'zod';
import { ldapConnectionSchema } from '../../model/ldap.ts';
import type { SettingsRepository } from '../../store/contract.ts';

/** The name of the bind password in the vault. */
export const LDAP_SECRET = 'ldap.password';

const KEY = 'ldap.connection';

const ldapSettingsSchema = z.object({
  connection: ldapConnectionSchema,
  /** When they were last saved, in ms UTC: what was read before was read otherwise. */
  savedAt: z.number(),
});
export type LdapSettings = z.infer<typeof ldapSettingsSchema>;

/** How the directory is reached, or null. */
export async function readLdapSettings(settings: SettingsRepository): Promise<LdapSettings | null> {
  const text = await settings.get(KEY);
  return text === null ? null : ldapSettingsSchema.parse(JSON.parse(text));
}

export async function writeLdapSettings(settings: SettingsRepository, kept: LdapSettings): Promise<void> {
  await settings.set(KEY, JSON.stringify(kept));
}

export async function removeLdapSettings(settings: SettingsRepository): Promise<void> {
  await settings.delete(KEY);
}
