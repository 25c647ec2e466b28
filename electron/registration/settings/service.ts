import type { DraftDeed } from '../../model/audit.ts';
import { MusterError } from '../../model/errors.ts';
import { createLately } from '../../model/lately.ts';
import { baseUrlOf, type ListenerSettings } from '../../model/listener.ts';
import type { Clock, Random } from '../../model/ports.ts';
import {
  type AskingPlatform,
  type RegistrationOverview,
  type RegistrationSettings,
  registrationSettingsSchema,
} from '../../model/registration-settings.ts';
import { createTurns } from '../../model/turns.ts';
import type { AuditRepository, SettingsRepository, UserRepository } from '../../store/contract.ts';
import type { AccessRepository, MailRepository } from '../../store/registration-contract.ts';
import type { RegistrationService } from '../contract.ts';
import { changesOf } from './changes.ts';
import { givePassword } from './give-password.ts';
import { KEPT_UNDER, keptTexts, readSettings, readUrl, writeSettings, writeUrl } from './kept.ts';

export interface RegistrationDeps {
  settings: SettingsRepository;
  users: Pick<UserRepository, 'get'>;
  access: Pick<AccessRepository, 'setPassword'>;
  mails: Pick<MailRepository, 'enqueue'>;
  audit: Pick<AuditRepository, 'append'>;
  draft: DraftDeed;
  clock: Clock;
  random: Random;
  listener(): Promise<ListenerSettings>;
  platforms(): readonly AskingPlatform[];
  mailIsSet(): Promise<boolean>;
  /** Mails were queued. */
  wakeOutbox(): void;
  changed(): void;
}

/** How old the settings of a page for strangers may be. */
const LATELY_MS = 250;

/** What an admin decides about registration, kept in the workspace’s settings. */
export function createRegistration(deps: RegistrationDeps): RegistrationService {
  const { settings, audit, draft, clock, changed } = deps;
  // Each change is compared with, or counts up from, what is kept.
  const inTurn = createTurns();
  const lately = createLately(clock, LATELY_MS, () => readSettings(settings));

  const overview = async (): Promise<RegistrationOverview> => {
    const [kept, url, listener] = await Promise.all([
      readSettings(settings),
      readUrl(settings),
      deps.listener(),
    ]);
    const baseUrl = baseUrlOf(listener);
    return {
      settings: kept,
      urlVersion: url.version,
      regeneratedAt: url.regeneratedAt,
      baseUrl,
      goUrl: `${baseUrl}/go`,
      platforms: [...deps.platforms()],
    };
  };
  return {
    overview,
    settings: () => readSettings(settings),
    settingsLately: lately.get,
    kept: { keys: KEPT_UNDER, read: keptTexts() },
    save: (wanted) =>
      inTurn(async () => {
        const after = checked(wanted);
        const changes = changesOf(await readSettings(settings), after);
        await writeSettings(settings, after).finally(lately.forget);
        if (Object.keys(changes).length > 0) {
          await audit.append(draft('registration.saved', null, changes));
          changed();
        }
        return await overview();
      }),
    regenerate: () =>
      inTurn(async () => {
        const version = (await readUrl(settings)).version + 1;
        await writeUrl(settings, { version, regeneratedAt: clock.now() });
        await audit.append(draft('registration.regenerated', null, { version }));
        changed();
        return await overview();
      }),
    givePassword: async (input) => {
      const given = await givePassword(deps, await readSettings(settings), input);
      changed();
      return given;
    },
  };
}

function checked(wanted: RegistrationSettings): RegistrationSettings {
  const parsed = registrationSettingsSchema.safeParse(wanted);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new MusterError('bad_input', {
      field: issue?.path.join('.') ?? '',
      problem: issue?.message ?? '',
    });
  }
  const { free, most } = parsed.data.pinTries;
  // Pauses that would begin after the PIN is no more would never protect it.
  if (most < free)
    throw new MusterError('bad_input', { field: 'pinTries.most', problem: `${most} < ${free}` });
  return parsed.data;
}
