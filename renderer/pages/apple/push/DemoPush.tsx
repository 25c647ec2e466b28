import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { promptForVault } from '../../../components/prompt-for-vault';
import { report } from '../../../components/report';
import { useDemoControls, useIssueDemoPush } from '../../../queries/demo';
import { Notice } from '../../google/parts/Notice';

/** In the demo workspace: all the steps at a click, by its stand-in for Apple. */
export function DemoPush() {
  const { t } = useTranslation('apple');
  const demo = useDemoControls().data;
  const issue = useIssueDemoPush();
  if (demo == null) return null;
  const failed = (error: unknown) => {
    promptForVault(error);
    report(error);
  };
  return (
    <Notice
      tone="info"
      title={t('demo.push.title')}
      actions={
        <Button
          variant="filled"
          loading={issue.isPending}
          onClick={() => issue.mutate(undefined, { onError: failed })}
        >
          {t('demo.push.button')}
        </Button>
      }
    >
      {t('demo.push.text')}
    </Notice>
  );
}
