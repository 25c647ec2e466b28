import type { ActionSpec } from '../../../../electron/bridge/domain';
import type { ActionWork } from '../../../stores/action-review';
import { presentOf, type Step, stepAfterParameters } from '../steps';
import { AnnotationsForm } from './AnnotationsForm';
import { DelayForm } from './DelayForm';
import { NameForm } from './NameForm';
import { ProfileForm, profileIn } from './ProfileForm';
import { ReasonForm } from './ReasonForm';
import { ScreenTextForm } from './ScreenTextForm';
import { UnitForm } from './UnitForm';

interface ParametersStepProps {
  step: Extract<Step, { name: 'parameters' }>;
  work: ActionWork;
  onStep: (step: Step) => void;
}

/** What has to be said about an action before its targets are reviewed. */
export function ParametersStep({ step, work, onStep }: ParametersStepProps) {
  const { spec, back } = step;
  const onNext = (next: ActionSpec) => onStep(stepAfterParameters(step, next));
  const onBack = back === null ? null : () => onStep(back);
  const ways = { onNext, onBack };
  switch (step.action) {
    case 'restart':
      return <DelayForm {...ways} set={spec?.action === 'restart' ? spec.delaySeconds : 0} />;
    case 'deprovision':
      return <ReasonForm {...ways} set={spec?.action === 'deprovision' ? spec.reason : null} />;
    case 'move_unit':
      return <UnitForm {...ways} set={spec?.action === 'move_unit' ? spec.orgUnitId : null} />;
    case 'annotate':
      return (
        <AnnotationsForm
          {...ways}
          set={spec?.action === 'annotate' ? spec.changes : null}
          present={presentOf(work)}
        />
      );
    case 'apple_lock':
      return (
        <ScreenTextForm
          {...ways}
          set={spec?.action === 'apple_lock' ? spec : { action: 'apple_lock', message: '', phone: '' }}
        />
      );
    case 'apple_lost_on':
      return (
        <ScreenTextForm
          {...ways}
          set={
            spec?.action === 'apple_lost_on'
              ? spec
              : { action: 'apple_lost_on', message: '', phone: '', footnote: '' }
          }
        />
      );
    case 'apple_rename':
      return <NameForm {...ways} set={spec?.action === 'apple_rename' ? spec.name : ''} />;
    case 'apple_install_profile':
    case 'apple_remove_profile':
      return <ProfileForm {...ways} action={step.action} set={profileIn(spec)} />;
    default:
      return null;
  }
}
