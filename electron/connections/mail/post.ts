import type { MailConnection, MailLanguage, MailTemplate, MailTest } from '../../model/mail.ts';
import type { MailOutcome, MailValues, OutgoingMail } from '../../model/mail-job.ts';
import type { Clock, Fetch, Random } from '../../model/ports.ts';
import type { Exit } from './opening.ts';
import { defaultTemplate } from './templates/defaults.ts';
import { inFours, type RenderedMail, renderMail, renderText } from './templates/render.ts';
import type { Letter } from './wire/letter.ts';
import type { MailPatience } from './wire/patience.ts';

export interface PostDeps {
  clock: Clock;
  random: Pick<Random, 'uuid'>;
  fetch: Fetch;
  patience?: MailPatience;
  organisation(): string;
}

/** Writes mails and hands them over. */
export interface Post {
  deliver(exit: Exit, mail: OutgoingMail, template: MailTemplate, signal: AbortSignal): Promise<MailOutcome>;
  /** Throws what tryOut throws. */
  test(
    exit: Exit,
    { to, language }: { to: string | null; language: MailLanguage },
    signal: AbortSignal,
  ): Promise<MailTest>;
  /** What has come in the place of a refresh token. */
  newest(refreshToken: string): Promise<string>;
}

export function createPost(deps: PostDeps): Post {
  let loading: ReturnType<typeof load> | null = null;
  const speaking = (): ReturnType<typeof load> => {
    loading ??= load(deps);
    return loading;
  };
  const letter = async (
    connection: MailConnection,
    { id, to, language }: Pick<OutgoingMail, 'id' | 'to' | 'language'>,
    content: RenderedMail,
  ): Promise<Letter> => {
    const { compose } = await speaking();
    return await compose(connection, { id, to, language, content, date: deps.clock.now() });
  };
  return {
    deliver: async (exit, mail, template, signal) => {
      const { sender } = await speaking();
      const values = { organisation: deps.organisation(), ...mail.values };
      const content = renderMail(template, mail.kind, mail.language, values);
      const write = (): Promise<Letter> => letter(exit.connection, mail, content);
      return await sender.deliver(exit, { write, hidden: secretsIn(values) }, signal);
    },
    test: async (exit, { to, language }, signal) => {
      const { opening, tryOut } = await speaking();
      const values = { organisation: deps.organisation(), host: exit.connection.host };
      const mail = { id: deps.random.uuid(deps.clock.now()), language };
      const write =
        to === null
          ? null
          : (): Promise<Letter> =>
              letter(
                exit.connection,
                { ...mail, to: { name: '', address: to } },
                renderText(defaultTemplate('test', language), language, values),
              );
      return { ...(await tryOut(opening, exit, write, signal)), to };
    },
    newest: async (refreshToken) => (await speaking()).opening.newest(refreshToken),
  };
}

async function load(deps: PostDeps) {
  const { compose, createOpening, createSender, tryOut } = await import('./speaking.ts');
  const opening = createOpening(deps);
  return { compose, tryOut, opening, sender: createSender(opening) };
}

/** What opens something, in every form in which a server could repeat it. */
function secretsIn({ link, pin, password }: MailValues): string[] {
  const token = link?.slice(link.lastIndexOf('/') + 1);
  return [link, token, pin, pin && inFours(pin), password].filter((secret) => secret !== undefined);
}
