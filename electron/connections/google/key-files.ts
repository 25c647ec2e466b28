import { GOOGLE_SCOPES } from '../../model/connection.ts';
import type { KeyFile } from '../../model/connection-setup.ts';
import { MusterError } from '../../model/errors.ts';
import type { Random } from '../../model/ports.ts';
import { parseKeyFile, type ServiceAccountKey } from './service-account.ts';

/** Key files the admin picked in this session: the renderer holds a handle, never the key. */
export interface KeyFiles {
  /** Throws google_key_file_invalid with the field at fault. */
  add(text: string, fileName: string): KeyFile;
  get(handle: string): ServiceAccountKey;
  /** What to paste into the Admin console's domain-wide delegation page. */
  delegation(handle: string | null): { clientId: string | null; scopes: string };
}

/** Makes an empty set; it lives in memory only and is gone with the program. */
export function createKeyFiles(random: Random, now: () => number): KeyFiles {
  const keys = new Map<string, ServiceAccountKey>();
  const get = (handle: string): ServiceAccountKey => {
    const key = keys.get(handle);
    if (key === undefined) throw new MusterError('google_key_file_invalid', { field: 'file' });
    return key;
  };
  return {
    add(text, fileName) {
      const key = parseKeyFile(text);
      const keyHandle = random.uuid(now());
      keys.set(keyHandle, key);
      return {
        keyHandle,
        fileName,
        clientEmail: key.client_email,
        clientId: key.client_id,
        projectId: key.project_id ?? null,
      };
    },
    get,
    delegation: (handle) => ({
      clientId: handle === null ? null : get(handle).client_id,
      scopes: GOOGLE_SCOPES.join(','),
    }),
  };
}
