import { ERROR_CODES, MusterError } from '../../../../electron/bridge/domain';
import { errorText } from '../../../i18n';

/** How a deed ended: null when it was done, else the error in words. A code we do not know is shown as written. */
export function failureWords(result: string): string | null {
  if (result === 'done') return null;
  const code = ERROR_CODES.find((one) => one === result);
  return code === undefined ? result : errorText(new MusterError(code));
}
