import type { DraftDeed } from '../../model/audit.ts';
import { MusterError } from '../../model/errors.ts';
import type { MailOverview, MailSecrets } from '../../model/mail.ts';
import type { AuditRepository, SettingsRepository } from '../../store/contract.ts';
import type { MailRepository } from '../../store/registration-contract.ts';
import type { Vault } from '../../vault/vault.ts';
import { checkedConnection } from './checked.ts';
import type { MailService } from './contract.ts';
import { createPost, type Post, type PostDeps } from './post.ts';
import { MAIL_SECRETS, readSecrets, secretsFor, writeSecrets } from './secrets.ts';
import { type MailSettings, readMailSettings, removeMailSettings, writeMailSettings } from './settings.ts';
import { createTemplateBook, type TemplateBook } from './templates/book.ts';
import { previewOf } from './templates/preview.ts';

export interface MailDeps extends PostDeps {
  settings: SettingsRepository;
  vault: Pick<Vault, 'read' | 'write' | 'remove'>;
  mails: Pick<MailRepository, 'standing' | 'hurry'>;
  audit: Pick<AuditRepository, 'append'>;
  draft: DraftDeed;
  /** Why mails wait at the moment: what the outbox met last. */
  trouble(): MailOverview['trouble'];
  /** Settings or templates changed, and what waits may go out. */
  changed(): void;
}

export function createMailService(deps: MailDeps): MailService {
  const post = createPost(deps);
  const book = createTemplateBook(deps.settings);
  return { ...serverOf(deps, post), ...templatesOf(deps, book), ...sendingOf(deps, post, book) };
}

type Part<Names extends keyof MailService> = Pick<MailService, Names>;

function serverOf(deps: MailDeps, post: Post): Part<'overview' | 'test' | 'save' | 'remove' | 'pace'> {
  const { settings, vault, mails, clock } = deps;
  const overviewOf = async (kept: MailSettings): Promise<MailOverview> => {
    const { queued, unknown, failed, lastSentAt } = await mails.standing();
    return { ...kept, queued, unknown, failed, lastSentAt, trouble: deps.trouble() };
  };
  const exitOf = async (input: Parameters<MailService['save']>[0]) => {
    const connection = checkedConnection(input.connection);
    const kept = await readMailSettings(settings);
    const secrets = await secretsFor({ ...input, connection }, kept?.connection ?? null, vault);
    return { connection, secrets };
  };
  return {
    overview: async () => {
      const kept = await readMailSettings(settings);
      return kept === null ? null : await overviewOf(kept);
    },
    test: async ({ to, language, ...input }, signal) => {
      const exit = await exitOf(input);
      try {
        return await post.test(exit, { to, language }, signal);
      } finally {
        await keepNewest(deps, post, exit.secrets);
      }
    },
    save: async (input) => {
      const { connection, secrets } = await exitOf(input);
      const kept = { connection, savedAt: clock.now() };
      const { refreshToken } = secrets;
      await writeSecrets(vault, {
        ...secrets,
        refreshToken: refreshToken && (await post.newest(refreshToken)),
      });
      await writeMailSettings(settings, kept);
      const { host, port, security, auth, from } = connection;
      await note(deps, 'mail.saved', host, { port, security, auth: auth.kind, from: from.address });
      await mails.hurry(clock.now());
      deps.changed();
      return await overviewOf(kept);
    },
    remove: async () => {
      const { connection } = await need(deps);
      // The secrets go first: settings without them can still be removed, the other way round nothing would.
      await writeSecrets(vault, {});
      await removeMailSettings(settings);
      await note(deps, 'mail.removed', connection.host, {});
      deps.changed();
    },
    pace: async () => (await readMailSettings(settings))?.connection.perMinute ?? null,
  };
}

function templatesOf(
  deps: MailDeps,
  book: TemplateBook,
): Part<'templates' | 'saveTemplate' | 'resetTemplate' | 'preview'> {
  return {
    templates: book.all,
    saveTemplate: async (input) => {
      const saved = await book.save(input);
      await note(deps, 'mail.template', saved.kind, { language: saved.language, edited: true });
      deps.changed();
      return saved;
    },
    resetTemplate: async (which) => {
      const reset = await book.reset(which);
      await note(deps, 'mail.template', reset.kind, { language: reset.language, edited: false });
      deps.changed();
      return reset;
    },
    preview: async (input) => previewOf(input, { organisation: deps.organisation(), now: deps.clock.now() }),
  };
}

function sendingOf(deps: MailDeps, post: Post, book: TemplateBook): Part<'deliver'> {
  return {
    deliver: async (mail, signal) => {
      const { connection } = await need(deps);
      const secrets = await readSecrets(deps.vault, connection);
      const template = await book.get(mail);
      const outcome = await post.deliver({ connection, secrets }, mail, template, signal);
      // What became of the mail is told in any case, or it would be sent again; the next one keeps the token.
      await keepNewest(deps, post, secrets).catch(() => undefined);
      return outcome;
    },
  };
}

/**
 * A server may give a new refresh token for the old one, which then ends: it takes the old one’s place where that is
 * the one kept.
 */
async function keepNewest({ vault }: MailDeps, post: Post, { refreshToken }: MailSecrets): Promise<void> {
  if (refreshToken === undefined) return;
  const newest = await post.newest(refreshToken);
  if (newest === refreshToken) return;
  if ((await vault.read(MAIL_SECRETS.refreshToken)) === refreshToken)
    await vault.write(MAIL_SECRETS.refreshToken, newest);
}

async function need({ settings }: MailDeps): Promise<MailSettings> {
  const kept = await readMailSettings(settings);
  if (kept === null) throw new MusterError('mail_not_set');
  return kept;
}

async function note({ audit, draft }: MailDeps, ...deed: Parameters<DraftDeed>): Promise<void> {
  await audit.append(draft(...deed));
}
