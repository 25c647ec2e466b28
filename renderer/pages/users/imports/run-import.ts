import type { ImportResult } from '../../../../electron/bridge/domain';
import { call, on } from '../../../bridge';
import { promptForVault } from '../../../components/prompt-for-vault';
import { type ImportSource, useImportWork } from '../../../stores/import-work';
import { tellFailed, tellResult } from './tell';

/**
 * Reads the users of a directory to their end, and tells once what came of it. The top bar shows how far it is.
 * `acceptShrink` lets those go that the directory no longer names, however many they are. Resolves with null when
 * nothing was imported.
 */
export async function runImport(source: ImportSource, acceptShrink = false): Promise<ImportResult | null> {
  if (useImportWork.getState()[source] !== undefined) return null;
  const controller = new AbortController();
  const cancel = () => controller.abort();
  useImportWork.setState({ [source]: { seen: 0, cancel } });
  const stop = on('users.progress', (progress) => {
    if (progress.source === source) useImportWork.setState({ [source]: { seen: progress.seen, cancel } });
  });
  try {
    const result = await call('users.importFrom', { source, acceptShrink }, { signal: controller.signal });
    tellResult(result, () => void runImport(source, true));
    return result;
  } catch (error) {
    promptForVault(error);
    tellFailed(source, error, () => void runImport(source));
    return null;
  } finally {
    stop();
    useImportWork.setState({ [source]: undefined });
  }
}
