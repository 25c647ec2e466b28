import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { report } from '../../components/report';
import { useFormat } from '../../format';
import { useAppInfo, useShowFile } from '../../queries/app';
import { useCheckIntegrity, useCurrentWorkspace, useWorkspaces } from '../../queries/workspaces';
import { Row, Section } from './Section';
import css from './settings.module.css';

/** Where the data lies, and whether its file is sound. */
export function Data() {
  const { t } = useTranslation('settings');
  const dataDir = useAppInfo().data?.dataDir ?? '';
  const showFile = useShowFile();
  const workspace = useCurrentWorkspace();
  return (
    <Section title={t('data.title')}>
      <Row label={t('data.folder')} text={<code className={css.path}>{dataDir}</code>}>
        <Button onClick={() => showFile.mutate(dataDir, { onError: report })}>{t('data.show')}</Button>
      </Row>
      {workspace !== null && <CacheRow />}
    </Section>
  );
}

function CacheRow() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const condition = useWorkspaces().data?.condition ?? null;
  const check = useCheckIntegrity();
  const state =
    condition === null
      ? undefined
      : t(`data.condition.${condition.kind}`, { n: format.number(condition.salvagedDevices) });
  return (
    <>
      <Row label={t('data.cache')} text={state}>
        <Button loading={check.isPending} onClick={() => check.mutate(undefined, { onError: report })}>
          {t('data.check')}
        </Button>
      </Row>
      {check.data !== undefined && <CheckResult problems={check.data} />}
    </>
  );
}

function CheckResult({ problems }: { problems: readonly string[] }) {
  const { t } = useTranslation('settings');
  if (problems.length === 0) {
    return (
      <p className={css.result} role="status">
        {t('data.sound')}
      </p>
    );
  }
  return (
    <div className={css.result} data-bad role="alert">
      <p>{t('data.unsound')}</p>
      <ul>
        {problems.map((problem) => (
          <li key={problem} className="mono">
            {problem}
          </li>
        ))}
      </ul>
    </div>
  );
}
