import { MusterError } from '../../model/errors.ts';
import type { UserListPreview } from '../../model/user.ts';
import type { UserLine } from '../../model/user-list.ts';
import type { Judged } from './judge.ts';

/** A list as it is kept until the admin decides. */
export interface KeptList {
  preview: UserListPreview;
  lines: readonly UserLine[];
  judged: readonly Judged[];
  /** The version of the users it was judged by. */
  version: number;
}

/** The latest lists. */
export interface ListBook {
  put(list: KeptList): void;
  /** Throws `review_gone`. */
  get(previewId: string): KeptList;
  forget(previewId: string): void;
}

const MOST = 4;
/** Lines of all lists together; the latest list is kept whatever its size. */
const MOST_LINES = 200_000;

export function createListBook(): ListBook {
  const kept = new Map<string, KeptList>();
  const trim = (): void => {
    let lines = 0;
    for (const [place, [id, list]] of [...kept].reverse().entries()) {
      lines += list.lines.length;
      if (place >= MOST || (place > 0 && lines > MOST_LINES)) kept.delete(id);
    }
  };
  return {
    put: (list) => {
      kept.set(list.preview.id, list);
      trim();
    },
    get: (previewId) => {
      const list = kept.get(previewId);
      if (list === undefined) throw new MusterError('review_gone');
      return list;
    },
    forget: (previewId) => {
      kept.delete(previewId);
    },
  };
}
