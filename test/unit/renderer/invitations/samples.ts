import { createInstance, type i18n } from 'i18next';
import type { Invitation, MailOverview } from '../../../../electron/bridge/domain';
import { createFormat } from '../../../../renderer/format';
import { en } from '../../../../renderer/locales/en';
import { fr } from '../../../../renderer/locales/fr';
import type { CellKit } from '../../../../renderer/pages/invitations/table/cell-text';

export const AT = Date.UTC(2026, 10, 21, 8);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A draft made at `AT`; everything can be given otherwise. */
export function sampleInvitation(otherwise: Partial<Invitation> = {}): Invitation {
  return {
    id: 'i-1',
    userId: 'u-1',
    userName: 'ada@example.org',
    displayName: 'Ada Lovelace',
    email: 'ada@example.org',
    source: 'local',
    language: null,
    state: 'draft',
    createdAt: AT,
    createdBy: 'Grace',
    expiresAt: AT + 14 * DAY,
    sentAt: null,
    handedBy: null,
    openedAt: null,
    begunAt: null,
    usedAt: null,
    endedAt: null,
    outdated: false,
    reminders: 0,
    remindedAt: null,
    mail: null,
    pin: null,
    ...otherwise,
  };
}

/** A mail of an invitation; everything can be given otherwise. */
export function sampleMail(otherwise: Partial<NonNullable<Invitation['mail']>> = {}) {
  return { id: 'm-1', state: 'sent' as const, at: AT, error: null, nextAt: null, ...otherwise };
}

/** A mail server that takes 30 mails a minute, and nothing in its way. */
export function sampleMailOverview(): MailOverview {
  return {
    connection: {
      host: 'mx.example.org',
      port: 587,
      security: 'start_tls',
      authority: null,
      auth: { kind: 'none' },
      from: { name: 'IT', address: 'it@example.org' },
      replyTo: null,
      perMinute: 30,
    },
    savedAt: AT,
    queued: 0,
    unknown: 0,
    failed: 0,
    lastSentAt: null,
    trouble: null,
  };
}

export const LANGUAGES = ['en', 'fr'] as const;

/** The texts of both languages, as the Invitations page speaks them. */
export async function speaking(now = AT): Promise<Record<'en' | 'fr', CellKit & { texts: i18n }>> {
  const kit = async (lng: 'en' | 'fr') => {
    const texts = createInstance();
    await texts.init({
      lng,
      defaultNS: 'invitations',
      resources: { en, fr },
      interpolation: { escapeValue: false },
    });
    return { texts, t: texts.t, format: createFormat(lng, texts.t), now };
  };
  return { en: await kit('en'), fr: await kit('fr') };
}
