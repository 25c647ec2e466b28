import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { createFormat } from '../../format';
import { ExportDone } from '../devices/ExportDone';

/** Says that a file was saved, how large it is, and the way to it. */
export function tellSaved(title: string, { path, bytes }: { path: string; bytes: number }): void {
  const format = createFormat(i18next.language, i18next.t);
  notifications.show({
    title,
    message: <ExportDone path={path} size={format.bytes(bytes)} />,
    color: 'accent',
    autoClose: 15_000,
  });
}
