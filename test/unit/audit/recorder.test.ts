import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../../electron/audit/recorder.ts';
import { auditedGoogle } from '../../../electron/audited.ts';
import type { GoogleService } from '../../../electron/connections/google/service.ts';
import type { AuditDraft } from '../../../electron/model/audit.ts';
import { MusterError } from '../../../electron/model/errors.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const T0 = 1_795_161_600_000;

function bench() {
  const rows: AuditDraft[] = [];
  const state: { account: string | null } = { account: 'admin@example.org' };
  const recorder = createRecorder({
    who: { actor: 'anna', origin: 'cli', host: 'desk' },
    clock: createManualClock(T0),
    log: {
      append: async (row) => {
        rows.push(row);
        return { ...row, seq: rows.length, previous: '', hash: '' };
      },
    },
    account: () => state.account,
    changed: () => undefined,
  });
  return { rows, state, recorder };
}

describe('a deed', () => {
  it('is the person’s, with the account it goes out under', () => {
    expect(bench().recorder.draft('command.created', 'c1', { targets: 3 })).toEqual({
      at: T0,
      actor: 'anna',
      account: 'admin@example.org',
      origin: 'cli',
      host: 'desk',
      deed: 'command.created',
      object: 'c1',
      detail: { targets: 3 },
      result: 'done',
    });
  });

  it.each(['command.released', 'command.ended'] as const)('%s is nobody’s', (deed) => {
    expect(bench().recorder.draft(deed, 'c1', {})).toMatchObject({
      actor: 'schedule',
      origin: 'schedule',
      host: 'desk',
    });
  });

  it('that failed is recorded once, with the code of its error and nothing else of it', async () => {
    const { rows, recorder } = bench();
    const error = new MusterError('google_offline', { reason: 'Bearer ya29.secret' });
    const work = recorder.around(
      'sync.started',
      () => Promise.reject(error),
      () => ({ object: null, detail: {} }),
    );
    await expect(work).rejects.toBe(error);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ result: 'google_offline' });
    expect(JSON.stringify(rows)).not.toContain('secret');
  });
});

it('the deletion of a connection names it and the account it had', async () => {
  const { rows, state, recorder } = bench();
  const parts: Pick<GoogleService, 'actions' | 'remove'> = {
    actions: () =>
      state.account === null
        ? null
        : { id: 'con-1', account: state.account, generation: 1, adapter: Object.create(null) },
    remove: async () => {
      state.account = null;
      return { revoked: true };
    },
  };
  await auditedGoogle({ ...Object.create(null), ...parts }, recorder).remove(true);
  expect(rows).toMatchObject([
    { deed: 'connection.deleted', object: 'con-1', account: 'admin@example.org', result: 'done' },
  ]);
});
