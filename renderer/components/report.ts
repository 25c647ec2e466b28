import { notifications } from '@mantine/notifications';
import { isMusterError } from '../../electron/bridge/domain';
import { errorText } from '../i18n';

/** Tells what failed and the way out; what the admin cancelled is no news. */
export function report(error: unknown): void {
  if (isMusterError(error, 'cancelled')) return;
  notifications.show({ color: 'red', message: errorText(error), autoClose: 10_000 });
}
