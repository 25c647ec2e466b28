import { MusterError } from '../../model/errors.ts';
import { appendAudit } from '../chain/append.ts';
import type { AppleRepository, AssignmentRow, ListedProfile, ProfileRow } from '../contract/apple.ts';
import { type Db, durably } from '../database/connect.ts';

type Input<Name extends keyof AppleRepository> = Parameters<AppleRepository[Name]>[0];
type Kept = Omit<ProfileRow, 'types'> & { types: string };

type Listed = Omit<Kept, 'sealed'>;

const LISTED = `id, name, description, identifier, scope, types, form, version, bytes, created_at AS createdAt,
    changed_at AS changedAt`;
const PUT = `INSERT INTO apple_profiles (id, name, description, identifier, scope, types, form, version, sealed, bytes,
    created_at, changed_at)
  VALUES (@id, @name, @description, @identifier, @scope, @types, @form, @version, @sealed, @bytes, @createdAt, @changedAt)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, description = excluded.description,
    identifier = excluded.identifier, scope = excluded.scope, types = excluded.types, form = excluded.form,
    version = excluded.version, sealed = excluded.sealed, bytes = excluded.bytes, changed_at = excluded.changed_at`;

/** What reads of the library answer; see AppleRepository for each. */
export function libraryReads(db: Db) {
  const all = db.prepare<[], Listed>(
    `SELECT ${LISTED} FROM apple_profiles ORDER BY name COLLATE NOCASE, seq`,
  );
  const byId = db.prepare<[string], Kept>(`SELECT ${LISTED}, sealed FROM apple_profiles WHERE id = ?`);
  const assignments = db.prepare<[], AssignmentRow>(
    `SELECT p.id AS profileId, a.kind, a.target FROM apple_assignments a JOIN apple_profiles p ON p.seq = a.profile
     ORDER BY a.seq`,
  );
  return {
    profiles: (): ListedProfile[] => all.all().map(profileOf),
    profile: (id: string): ProfileRow | null => {
      const kept = byId.get(id);
      return kept === undefined ? null : profileOf(kept);
    },
    assignments: (): AssignmentRow[] => assignments.all(),
  };
}

function profileOf<Row extends Listed>({ types, ...row }: Row): Omit<Row, 'types'> & { types: string[] } {
  const parsed: unknown = JSON.parse(types);
  return { ...row, types: Array.isArray(parsed) ? parsed.map(String) : [] };
}

/** Writes to the library; see AppleRepository for each. */
export function libraryWrites(db: Db) {
  const put = db.prepare<[object]>(PUT);
  const holder = db.prepare<[string, string], number>(
    'SELECT 1 FROM apple_profiles WHERE identifier = ? AND id <> ?',
  );
  const remove = db.prepare<[string]>('DELETE FROM apple_profiles WHERE id = ?');
  return {
    putProfile: ({ profile, audit }: Input<'putProfile'>): void => {
      durably(db, () => {
        if (holder.get(profile.identifier, profile.id) !== undefined)
          throw new MusterError('profile_identifier_taken', { identifier: profile.identifier });
        put.run({ ...profile, types: JSON.stringify(profile.types) });
        appendAudit(db, audit);
      });
    },
    removeProfile: ({ id, audit }: Input<'removeProfile'>): void => {
      durably(db, () => {
        if (remove.run(id).changes > 0) appendAudit(db, audit);
      });
    },
    assign: assigner(db),
  };
}

function assigner(db: Db): (input: Input<'assign'>) => void {
  const seqOf = db.prepare<[string], number>('SELECT seq FROM apple_profiles WHERE id = ?').pluck();
  const clear = db.prepare<[number]>('DELETE FROM apple_assignments WHERE profile = ?');
  const add = db.prepare<[number, string, string]>(
    'INSERT INTO apple_assignments (profile, kind, target) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  return ({ profileId, assignments, audit }) => {
    durably(db, () => {
      const seq = seqOf.get(profileId);
      if (seq === undefined) throw new MusterError('not_found', { id: profileId });
      clear.run(seq);
      for (const { kind, target } of assignments) add.run(seq, kind, target);
      appendAudit(db, audit);
    });
  };
}
