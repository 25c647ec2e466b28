import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Workspace } from '../../../electron/bridge/domain';
import { progressText } from '../../app/top/SyncWork';
import { useEnterWorkspace } from '../../app/use-enter-workspace';
import { report } from '../../components/report';
import { useFormat } from '../../format';
import { useDeviceCount } from '../../queries/devices';
import { useGoogleOverview, useSyncProgress, useSyncStart } from '../../queries/google';
import { navigate } from '../../stores/route';
import { InviteStep, PushStep, RegistrationStep, UsersStep } from './PeopleSteps';
import { Step } from './Step';
import css from './start.module.css';
import { type StepName, stepStates } from './steps';

/** What comes next in a workspace: connect, sync, look. One step at a time is the one to take. */
export function Checklist({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('start');
  const overview = useGoogleOverview().data ?? null;
  const devices = useDeviceCount({}) ?? 0;
  const states = stepStates({ connected: overview !== null, synced: overview?.lastCompleteRun != null });
  const isDemo = workspace.kind === 'demo';
  return (
    <>
      <header className={css.intro}>
        <h2>{t('next.title', { name: workspace.name })}</h2>
        <p>{t(isDemo ? 'next.demoText' : 'next.text')}</p>
      </header>
      <ol className={css.steps}>
        <Step state="done" title={t('step.workspace.title')} text={workspace.name} />
        <Step
          state={states.connect}
          title={t('step.connect.title')}
          text={overview?.connection.account ?? t(isDemo ? 'step.connect.demoText' : 'step.connect.text')}
          action={<NextButton of="connect" state={states.connect} />}
        />
        <SyncStep state={states.sync} />
        <Step
          state={states.look}
          title={t('step.look.title')}
          text={t('step.look.text')}
          action={<NextButton of="look" state={devices > 0 ? states.look : 'ahead'} />}
        />
        <UsersStep />
        <RegistrationStep />
        <PushStep />
        <InviteStep />
      </ol>
      {!isDemo && overview === null && <DemoInstead />}
    </>
  );
}

function NextButton({ of, state }: { of: 'connect' | 'look'; state: string }) {
  const { t } = useTranslation('start');
  if (state !== 'now') return null;
  return (
    <Button variant="filled" onClick={() => navigate(of === 'connect' ? 'google' : 'devices')}>
      {t(`step.${of}.action`)}
    </Button>
  );
}

function SyncStep({ state }: { state: ReturnType<typeof stepStates>[StepName] }) {
  const { t } = useTranslation('start');
  const format = useFormat();
  const progress = useSyncProgress();
  const devices = useDeviceCount({}) ?? 0;
  const start = useSyncStart();
  const idle =
    state === 'done'
      ? t('step.sync.done', { count: devices, n: format.number(devices) })
      : t('step.sync.text');
  return (
    <Step
      state={state}
      title={t('step.sync.title')}
      text={progress === null ? idle : progressText(progress, t, format)}
      action={
        state === 'now' && (
          <Button
            variant="filled"
            loading={start.isPending || progress !== null}
            onClick={() => start.mutate(undefined, { onError: report })}
          >
            {t('step.sync.action')}
          </Button>
        )
      }
    />
  );
}

function DemoInstead() {
  const { t } = useTranslation('start');
  const enter = useEnterWorkspace();
  return (
    <p className={css.aside}>
      {t('next.orDemo')}
      <Button variant="transparent" loading={enter.busy} onClick={enter.exploreDemo}>
        {t('demo.action')}
      </Button>
    </p>
  );
}
