import { MusterError } from '../../model/errors.ts';
import { type SavedView, savedViewSchema, viewNameKey } from '../../model/saved-view.ts';
import { type Db, durably } from '../database/connect.ts';
import type { Local, ReadCalls, WriteCalls } from '../rpc.ts';

interface Row {
  id: string;
  name: string;
  content: string;
  pinned: number;
  position: number;
}

const SELECT = 'SELECT id, name, content, pinned, position FROM views ORDER BY position, id';
const UPSERT = `INSERT INTO views (id, name, name_key, content, pinned, position) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key,
    content = excluded.content, pinned = excluded.pinned, position = excluded.position`;

/** What reads of saved views answer. */
export function viewReads(db: Db): Pick<Local<ReadCalls>, 'views.list'> {
  return { 'views.list': () => db.prepare<[], Row>(SELECT).all().flatMap(fromRow) };
}

/** Writes to saved views; each is on the disk when it answers. */
export function viewWrites(db: Db): Pick<Local<WriteCalls>, 'views.put' | 'views.remove' | 'views.arrange'> {
  const holder = db.prepare<[string], string>('SELECT id FROM views WHERE name_key = ?').pluck();
  return {
    'views.put': ({ id, name, content, pinned, position }) => {
      durably(db, () => {
        const key = viewNameKey(name);
        const taken = holder.get(key);
        if (taken !== undefined && taken !== id) throw new MusterError('view_name_taken', { name });
        const text = JSON.stringify(content);
        db.prepare(UPSERT).run(id, name, key, text, pinned ? 1 : 0, position);
      });
    },
    'views.remove': (id) => {
      durably(db, () => db.prepare('DELETE FROM views WHERE id = ?').run(id));
    },
    'views.arrange': (ids) => {
      const place = db.prepare('UPDATE views SET position = ? WHERE id = ?');
      durably(db, () => {
        for (const [position, id] of ids.entries()) place.run(position, id);
      });
    },
  };
}

/** A view whose content this version cannot understand is left out, and stays in the file. */
function fromRow({ content, pinned, ...row }: Row): SavedView[] {
  const parsed = savedViewSchema.safeParse({ ...row, content: JSON.parse(content), pinned: pinned === 1 });
  return parsed.success ? [parsed.data] : [];
}
