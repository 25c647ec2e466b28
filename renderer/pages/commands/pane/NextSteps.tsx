import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Command, Target } from '../../../../electron/bridge/domain';
import { report } from '../../../components/report';
import { useCancelTargets } from '../../../queries/commands';
import { openActionReview } from '../../../stores/action-review';
import { navigate } from '../../../stores/route';
import { adviceOf, type Step } from '../advice';
import { Undo } from '../detail/CommandButtons';
import { familyOfCommand, reasonText } from '../words';
import { LookAtDevice } from './LookAtDevice';
import css from './pane.module.css';
import { Settle } from './Settle';

interface StepProps {
  command: Command;
  target: Target;
}

/** Why the target is as it is, what that means, and the buttons that lead on. */
export function NextSteps({ command, target }: StepProps) {
  const { t } = useTranslation(['commands', 'actions']);
  const { key, steps } = adviceOf(target, command.paused);
  const family = familyOfCommand(command);
  const reason = reasonText(target, family, t);
  const told = family === 'apple' && key === 'sent' && target.providerState === 'queued' ? 'waits' : key;
  return (
    <section className={css.advice} data-state={target.state}>
      {reason !== null && <p className={css.reason}>{reason}</p>}
      <p>{t(family === 'apple' ? [`adviceHere.${told}`, `advice.${key}`] : `advice.${key}`)}</p>
      {steps.map((step) => (
        <StepPart key={step} step={step} command={command} target={target} />
      ))}
    </section>
  );
}

function StepPart({ step, command, target }: StepProps & { step: Step }) {
  switch (step) {
    case 'undo':
      return <Undo command={command} />;
    case 'cancel':
      return <CancelOne command={command} target={target} />;
    case 'retry':
      return <RetryOne command={command} target={target} />;
    case 'reconcile':
      return <LookAtDevice command={command} target={target} />;
    case 'settle':
      return <Settle target={target} />;
    case 'connection':
      return <ToConnection />;
  }
}

function CancelOne({ command, target }: StepProps) {
  const { t } = useTranslation('commands');
  const cancel = useCancelTargets();
  return (
    <Button
      loading={cancel.isPending}
      onClick={() => cancel.mutate({ id: command.id, targets: [target.id] }, { onError: report })}
    >
      {t('step.cancel')}
    </Button>
  );
}

function RetryOne({ command, target }: StepProps) {
  const { t } = useTranslation('commands');
  const selection = { kind: 'failed' as const, commandId: command.id, targets: [target.id] };
  return (
    <Button onClick={() => openActionReview({ spec: command.spec, selection })}>{t('step.retry')}</Button>
  );
}

function ToConnection() {
  const { t } = useTranslation('commands');
  return <Button onClick={() => navigate('google')}>{t('step.connection')}</Button>;
}
