import { Modal } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { type ActionWork, closeAction, useActionReview } from '../../stores/action-review';
import css from './actions.module.css';
import { CsvStep } from './lists/CsvStep';
import { SerialsStep } from './lists/SerialsStep';
import { ParametersStep } from './parameters/ParametersStep';
import { ReviewStep } from './review/ReviewStep';
import { firstStep, pickedCount, type Step } from './steps';

/** The one dialog in which an action is prepared, reviewed and confirmed. Nothing is decided until its last button. */
export function ActionDialog() {
  const work = useActionReview((state) => state.work);
  const turn = useActionReview((state) => state.turn);
  useOneWorkspace();
  return work === null ? null : <Work key={turn} work={work} />;
}

/** A work belongs to the workspace it was begun in. */
function useOneWorkspace(): void {
  const id = useCurrentWorkspace()?.id;
  const [began] = useState(id);
  useEffect(() => {
    if (id !== began) closeAction();
  }, [id, began]);
}

/** Up to so many targets the review is drawn small; it must not change its height when they arrive. */
const FEW = 4;

function Work({ work }: { work: ActionWork }) {
  const { t } = useTranslation('actions');
  const [began] = useState(() => firstStep(work));
  const [step, setStep] = useState(began);
  const [busy, setBusy] = useState(false);
  const isReview = step.name === 'review';
  const picked = isReview ? pickedCount(step.selection) : null;
  return (
    <Modal
      opened
      onClose={closeAction}
      title={titleOf(step, t)}
      size={isReview ? 980 : 560}
      closeOnEscape={!busy}
      closeOnClickOutside={!busy && step.name !== 'serials' && step.name !== 'csv'}
      withCloseButton={!busy}
      classNames={{ content: css.content, header: css.header, body: css.body }}
      data-review={isReview ? (picked !== null && picked <= FEW ? 'few' : 'many') : undefined}
    >
      <Focused key={step.name} first={step === began}>
        <Shown step={step} work={work} onStep={setStep} onBusy={setBusy} />
      </Focused>
    </Modal>
  );
}

/** Gives a step's first control the focus; for the step a dialog opens with, the dialog does. */
function Focused({ first, children }: { first: boolean; children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  const [opensWithDialog] = useState(first);
  useEffect(() => {
    if (!opensWithDialog) frame.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [opensWithDialog]);
  return (
    <div ref={frame} className={css.frame}>
      {children}
    </div>
  );
}

interface ShownProps {
  step: Step;
  work: ActionWork;
  onStep: (step: Step) => void;
  onBusy: (busy: boolean) => void;
}

function Shown({ step, work, onStep, onBusy }: ShownProps) {
  switch (step.name) {
    case 'serials':
      return <SerialsStep step={step} onStep={onStep} />;
    case 'csv':
      return <CsvStep step={step} onStep={onStep} />;
    case 'parameters':
      return <ParametersStep step={step} work={work} onStep={onStep} />;
    case 'review':
      return <ReviewStep step={step} onStep={onStep} onBusy={onBusy} />;
  }
}

function titleOf(step: Step, t: ReturnType<typeof useTranslation<'actions'>>['t']): string {
  if (step.name === 'serials') return t('dialog.serialsTitle');
  if (step.name === 'csv') return t('dialog.csvTitle');
  return t(`action.${step.name === 'review' ? step.spec.action : step.action}`);
}
