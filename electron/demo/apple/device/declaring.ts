import { z } from 'zod';
import { checkIn } from './http.ts';
import { enrollmentOf, type Inside } from './inside.ts';
import { userKeys } from './messages.ts';
import type { UserState } from './state.ts';
import { DeviceTrouble } from './trouble.ts';

const itemSchema = z.looseObject({ Identifier: z.string(), ServerToken: z.string() });
const itemsSchema = z.looseObject({
  Declarations: z.looseObject({
    Activations: z.array(itemSchema).default([]),
    Assets: z.array(itemSchema).default([]),
    Configurations: z.array(itemSchema).default([]),
    Management: z.array(itemSchema).default([]),
  }),
  DeclarationsToken: z.string(),
});
const tokensSchema = z.looseObject({
  SyncTokens: z.looseObject({ Timestamp: z.string(), DeclarationsToken: z.string() }),
});

/** Types of declarations as their addresses name them (Apple, mdm/checkin/declarativemanagement). */
const KINDS = {
  Activations: 'activation',
  Assets: 'asset',
  Configurations: 'configuration',
  Management: 'management',
} as const;

/** Declarative management: tokens, items, each declaration that is new, and a status report. Throws `answer`, and what requests throw. */
export async function declare(inside: Inside, user: UserState | null): Promise<void> {
  const channel = user?.channel ?? inside.state.channel;
  const tokens = await ask(inside, user, 'tokens', tokensSchema);
  const items = await ask(inside, user, 'declaration-items', itemsSchema);
  if (items.DeclarationsToken !== tokens.SyncTokens.DeclarationsToken) {
    throw new DeviceTrouble('answer', 'DeclarativeManagement', 'the items are not those of the tokens');
  }
  const declared: Record<string, string> = {};
  for (const kind of ['Activations', 'Assets', 'Configurations', 'Management'] as const) {
    for (const { Identifier, ServerToken } of items.Declarations[kind]) {
      if (channel.declarations[Identifier] !== ServerToken) {
        await ask(inside, user, `declaration/${KINDS[kind]}/${Identifier}`, z.looseObject({}));
      }
      declared[Identifier] = ServerToken;
    }
  }
  channel.declarations = declared;
  await tell(inside, user);
}

async function ask<T>(
  inside: Inside,
  user: UserState | null,
  endpoint: string,
  schema: z.ZodType<T>,
): Promise<T> {
  const { body } = await message(inside, user, endpoint, null);
  try {
    return schema.parse(JSON.parse(body.toString('utf8')));
  } catch (error) {
    throw new DeviceTrouble('answer', 'DeclarativeManagement', `${endpoint} cannot be read`, {
      cause: error,
    });
  }
}

async function tell(inside: Inside, user: UserState | null): Promise<void> {
  const { hardware, osVersion, build } = inside.state;
  const status = {
    StatusItems: {
      device: {
        identifier: { 'serial-number': hardware.serial, udid: hardware.udid },
        model: { identifier: hardware.product, 'marketing-name': hardware.modelName },
        'operating-system': { version: osVersion, 'build-version': build },
      },
    },
    Errors: [],
  };
  await message(inside, user, 'status', Buffer.from(JSON.stringify(status)));
}

function message(
  inside: Inside,
  user: UserState | null,
  endpoint: string,
  data: Buffer | null,
): ReturnType<typeof checkIn> {
  const enrollment = enrollmentOf(inside, 'DeclarativeManagement');
  return checkIn(inside, enrollment, `${user === null ? '' : 'user:'}DeclarativeManagement`, {
    MessageType: 'DeclarativeManagement',
    UDID: inside.state.hardware.udid,
    Endpoint: endpoint,
    ...(data === null ? {} : { Data: data }),
    ...(user === null ? {} : userKeys(user)),
  });
}
