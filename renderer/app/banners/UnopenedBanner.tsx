import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { deserializeError } from '../../../electron/bridge/domain';
import { errorText } from '../../i18n';
import { useWorkspaces } from '../../queries/workspaces';
import { useEnterWorkspace } from '../use-enter-workspace';
import { Banner } from './Banner';

/** A workspace that could not be opened: why, and another try. */
export function UnopenedBanner() {
  const { t } = useTranslation('common');
  const failed = useWorkspaces().data?.failed ?? null;
  const enter = useEnterWorkspace();
  if (failed === null) return null;
  return (
    <Banner
      tone="bad"
      action={
        <Button loading={enter.busy} onClick={() => enter.open(failed.workspace.id)}>
          {t('banner.tryAgain')}
        </Button>
      }
    >
      {t('banner.unopened', { name: failed.workspace.name })} {errorText(deserializeError(failed.error))}
    </Banner>
  );
}
