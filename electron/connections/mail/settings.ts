import { z } from 'zod';
import { mailConnectionSchema } from '../../model/mail.ts';
import type { SettingsRepository } from '../../store/contract.ts';

const KEY = 'mail.connection';

const mailSettingsSchema = z.object({
  connection: mailConnectionSchema,
  /** When they were last saved, in ms UTC. */
  savedAt: z.number(),
});
export type MailSettings = z.infer<typeof mailSettingsSchema>;

/** How mails leave, or null. */
export async function readMailSettings(settings: SettingsRepository): Promise<MailSettings | null> {
  const text = await settings.get(KEY);
  return text === null ? null : mailSettingsSchema.parse(JSON.parse(text));
}

export async function writeMailSettings(settings: SettingsRepository, kept: MailSettings): Promise<void> {
  await settings.set(KEY, JSON.stringify(kept));
}

export async function removeMailSettings(settings: SettingsRepository): Promise<void> {
  await settings.delete(KEY);
}
