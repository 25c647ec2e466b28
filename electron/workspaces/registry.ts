import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeError } from '../disk/errors.ts';
import { writeFileAtomically } from '../disk/write-file.ts';
import { MusterError } from '../model/errors.ts';
import type { Clock, Random } from '../model/ports.ts';
import { type Workspace, workspaceSchema } from '../model/workspace.ts';

/** Where the parts of one workspace lie. */
export interface WorkspacePaths {
  folder: string;
  store: string;
  keyslot: string;
}

export interface Registry {
  list(): Promise<Workspace[]>;
  get(id: string): Promise<Workspace>;
  create(input: Pick<Workspace, 'name' | 'kind' | 'demo'>): Promise<Workspace>;
  rename(id: string, name: string): Promise<Workspace>;
  /** Removes the folder and all in it. The caller has closed the store and emptied the vault. */
  remove(id: string): Promise<void>;
  paths(id: string): WorkspacePaths;
}

/**
 * The workspaces of a data folder: each a folder of its own with a `workspace.json`, so that one damaged
 * workspace never hides another. Throws workspace_not_found, workspace_name_taken, folder_read_only, disk_full.
 */
export function createRegistry(dataDir: string, deps: { clock: Clock; random: Random }): Registry {
  const root = join(dataDir, 'workspaces');
  const folderOf = (id: string): string => join(root, id);
  const save = async (workspace: Workspace): Promise<Workspace> => {
    const file = join(folderOf(workspace.id), 'workspace.json');
    await mkdir(folderOf(workspace.id), { recursive: true, mode: 0o700 }).catch((error) => {
      throw writeError(error, root);
    });
    await writeFileAtomically(file, `${JSON.stringify(workspace, null, 2)}\n`);
    return workspace;
  };
  const list = async (): Promise<Workspace[]> => {
    const found = foldersIn(root)
      .map((entry) => readWorkspace(folderOf(entry.name), entry.name))
      .filter((workspace) => workspace !== null);
    return found.sort((a, b) => a.createdAt - b.createdAt || a.id.localeCompare(b.id));
  };
  const get = async (id: string): Promise<Workspace> => {
    const found = (await list()).find((workspace) => workspace.id === id);
    if (found === undefined) throw new MusterError('workspace_not_found', { id });
    return found;
  };
  const assertFree = async (name: string, except: string | null): Promise<void> => {
    const taken = (await list()).some((w) => w.id !== except && w.name.toLowerCase() === name.toLowerCase());
    if (taken) throw new MusterError('workspace_name_taken', { name });
  };
  return {
    list,
    get,
    async create(input) {
      const name = workspaceSchema.shape.name.parse(input.name);
      await assertFree(name, null);
      const now = deps.clock.now();
      return await save({ ...input, name, id: deps.random.uuid(now), createdAt: now });
    },
    async rename(id, name) {
      const workspace = await get(id);
      await assertFree(name, id);
      return await save({ ...workspace, name });
    },
    async remove(id) {
      await get(id);
      await rm(folderOf(id), { recursive: true, force: true }).catch((error) => {
        throw writeError(error, folderOf(id));
      });
    },
    paths: (id) => ({
      folder: folderOf(id),
      store: join(folderOf(id), 'muster.db'),
      keyslot: join(folderOf(id), 'keyslot.json'),
    }),
  };
}

/**
 * Read at once, as are the few small files below: an answer that waits for its turn would come after the window's
 * start, and the store is opened while that goes on.
 */
function foldersIn(root: string): Dirent[] {
  try {
    return readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    const reason = error instanceof Error ? error.message : String(error);
    throw new MusterError('file_unreadable', { path: root, reason }, error);
  }
}

/** Null for a folder that holds no readable workspace, or the copy of another's: it is left alone. */
function readWorkspace(folder: string, name: string): Workspace | null {
  try {
    const parsed = workspaceSchema.safeParse(
      JSON.parse(readFileSync(join(folder, 'workspace.json'), 'utf8')),
    );
    return parsed.success && parsed.data.id === name ? parsed.data : null;
  } catch {
    return null;
  }
}
