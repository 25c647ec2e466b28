import type { Recorder } from './audit/recorder.ts';
import type { GoogleService } from './connections/google/service.ts';
import type { LdapService } from './connections/ldap/service.ts';
import type { DemoService } from './demo/service.ts';
import type { AuditDraft } from './model/audit.ts';
import type { GoogleOverview } from './model/connection.ts';
import type { SyncRun } from './model/sync-run.ts';

type Told = Pick<AuditDraft, 'object' | 'detail'>;

/** The same service, its deeds recorded however they end. */
export function auditedGoogle(google: GoogleService, recorder: Recorder): GoogleService {
  const connecting =
    <Args extends unknown[]>(work: (...args: Args) => Promise<GoogleOverview>) =>
    (...args: Args): Promise<GoogleOverview> =>
      recorder.around(
        google.actions() === null ? 'connection.connected' : 'connection.renewed',
        () => work(...args),
        connectedTo,
      );
  return {
    ...google,
    signIn: connecting(google.signIn),
    connectServiceAccount: connecting(google.connectServiceAccount),
    forgetSecrets: () =>
      recorder.around('vault.reset', google.forgetSecrets, () => ({ object: null, detail: {} })),
    remove: (revoke) => {
      const object = google.actions()?.id ?? null;
      return recorder.around(
        'connection.deleted',
        () => google.remove(revoke),
        (done) => ({ object, detail: { revoke, revoked: done?.revoked ?? null } }),
      );
    },
    startSync: () => recorder.around('sync.started', google.startSync, ofRun),
    runSync: (signal) => recorder.around('sync.started', () => google.runSync(signal), ofRun),
    answer: (runId, accept) =>
      recorder.around(
        'sync.answered',
        () => google.answer(runId, accept),
        (run) => ({ object: runId, detail: { accept, state: run?.state ?? null } }),
      ),
  };
}

/** The same directory, its settings recorded as they are kept or refused; a trial keeps nothing. */
export function auditedLdap(ldap: LdapService, recorder: Recorder): LdapService {
  return {
    ...ldap,
    save: (input) => {
      const { kind, host, port, security, bindDn, baseDn } = input.connection;
      return recorder.around(
        'ldap.saved',
        () => ldap.save(input),
        () => ({ object: null, detail: { kind, host, port, security, bindDn, baseDn } }),
      );
    },
    remove: () => recorder.around('ldap.removed', ldap.remove, () => ({ object: null, detail: {} })),
  };
}

/** The same stand-in, its faults recorded: what follows from them must be told from what Google did. */
export function auditedDemo(demo: DemoService, recorder: Recorder): DemoService {
  return {
    ...demo,
    setFault: (fault, on) =>
      recorder.around(
        'demo.fault',
        () => demo.setFault(fault, on),
        () => ({ object: fault, detail: { on } }),
      ),
  };
}

function connectedTo(overview: GoogleOverview | null): Told {
  if (overview === null) return { object: null, detail: {} };
  const { id, account, domain, method } = overview.connection;
  return { object: id, detail: { account, domain, method } };
}

function ofRun(run: SyncRun | null): Told {
  return { object: run?.id ?? null, detail: run === null ? {} : { state: run.state } };
}
