import { basename } from 'node:path';
import { clipboard } from 'electron';
import { createTurns } from '../model/turns.ts';
import type { RegistrationParts } from '../registration-parts.ts';
import { pickSaveTarget } from './dialogs.ts';
import type { HandlerHost, Some } from './handlers.ts';
import { writeSheet } from './sheet.ts';

/** The bridge's methods for invitations, their mails, and the settings of registration. */
export function invitationHandlers(
  host: HandlerHost & { ours: Set<string> },
): Some<'invitations' | 'mails' | 'registration'> {
  const { console } = host;
  const inTurn = createTurns();
  const parts = (): RegistrationParts => console.need().register;
  return {
    'invitations.window': (query) => parts().invitations.window(query),
    'invitations.get': ({ id }) => parts().invitations.get(id),
    'invitations.counts': () => parts().invitations.counts(),
    'invitations.create': (input, signal) =>
      parts().invitations.create(
        input,
        (done, of) => console.events.emit('invitations.progress', { done, of }),
        signal,
      ),
    'invitations.send': ({ ids }) => parts().invitations.send(ids),
    'invitations.cancel': ({ ids }) => parts().invitations.cancel(ids),
    'invitations.copyLink': async ({ id }) => clipboard.writeText((await parts().invitations.link(id)).url),
    'invitations.newPin': ({ id }) => parts().invitations.newPin(id),
    'invitations.desk': ({ id }) => parts().invitations.desk(id),
    'invitations.sheet': async ({ ids, pins }) => {
      const words = host.words();
      const path = await pickSaveTarget(host.window(), words, 'sheet', 'pdf');
      if (path === null) return null;
      const cards = await parts().invitations.cards(ids, pins);
      const written = await inTurn(() => writeSheet(cards, path, console.need().workspace.name, words));
      host.ours.add(path);
      await console.need().recorder.around(
        'export.written',
        async () => written,
        () => ({ object: null, detail: { what: 'sheet', file: basename(path), rows: cards.length, pins } }),
      );
      return written;
    },
    'mails.list': ({ states, ...page }) =>
      parts().invitations.mails(states === undefined ? page : { ...page, states }),
    'mails.cancel': ({ ids }) => parts().invitations.cancelMails(ids),
    'mails.hurry': () => parts().invitations.hurryMails(),
    'registration.overview': () => parts().registration.overview(),
    'registration.save': (settings) => parts().registration.save(settings),
    'registration.regenerate': () => parts().registration.regenerate(),
    'registration.givePassword': (input) => parts().registration.givePassword(input),
  };
}
