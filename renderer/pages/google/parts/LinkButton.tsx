import { Button, type ButtonProps } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MethodInput } from '../../../../electron/bridge/contract';
import { errorText } from '../../../i18n';
import { useOpenLink } from '../../../queries/google';

interface LinkButtonProps {
  link: MethodInput<'app.openLink'>['link'];
  variant?: ButtonProps['variant'];
  children: ReactNode;
}

/** Opens a page of Google's in the system browser. */
export function LinkButton({ link, variant, children }: LinkButtonProps) {
  const { t } = useTranslation('google');
  const open = useOpenLink();
  const onError = (error: unknown) =>
    notifications.show({ color: 'red', title: t('notify.linkFailed'), message: errorText(error) });
  return (
    <Button
      variant={variant ?? 'default'}
      rightSection={<IconExternalLink size={14} aria-hidden="true" />}
      onClick={() => open.mutate(link, { onError })}
    >
      {children}
    </Button>
  );
}
