import { z } from 'zod';
import { bare, json } from '../answers.ts';
import type { Answering, CheckInDeps } from './call.ts';
import { text } from './fields.ts';

const schema = z.looseObject({ Endpoint: text });

/** Of the set without declarations, which never changes. */
const TOKEN = 'none';
const TIMESTAMP = '2026-01-01T00:00:00Z';
const SYNC_TOKENS = { SyncTokens: { Timestamp: TIMESTAMP, DeclarationsToken: TOKEN } };
const ITEMS = {
  Declarations: { Activations: [], Assets: [], Configurations: [], Management: [] },
  DeclarationsToken: TOKEN,
};

/**
 * DeclarativeManagement: nothing is declared to devices here, and whoever asks is told so; a status report is taken and not kept
 * (Apple, mdm/checkin/declarativemanagement; declarative/protocol).
 */
export function declarativeManagement({ apple, refusals }: CheckInDeps): Answering {
  return async ({ message, caller }) => {
    const said = schema.safeParse(message);
    if (!said.success) return null;
    const known = await apple.recognise(caller);
    if (known.kind === 'refused') return refusals.answer(caller, known);
    const [endpoint] = said.data.Endpoint.split('/');
    switch (endpoint) {
      case 'tokens':
        return json(SYNC_TOKENS);
      case 'declaration-items':
        return json(ITEMS);
      case 'status':
        return bare(200);
      case 'declaration':
        return bare(404);
      default:
        return null;
    }
  };
}
