import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { ListenerState, PreflightResult } from '../../../../electron/bridge/domain';
import { call } from '../../../bridge';
import { report } from '../../../components/report';
import { navigate } from '../../../stores/route';
import { useSaveAuthority } from '../certificate/use-save-authority';
import { goTo } from '../go-to';
import type { Switching } from '../use-switching';
import { TARGETS, wayOf } from './mend';

interface MendButtonProps {
  result: PreflightResult;
  state: ListenerState;
  switching: Switching;
}

/** The way to mend what was found; none where it is mended outside of Muster. */
export function MendButton({ result, state, switching }: MendButtonProps) {
  const { t } = useTranslation('registration');
  const root = useSaveAuthority();
  const way = wayOf(result);
  if (way === null || (way === 'on' && state.kind !== 'off')) return null;
  const go = () => {
    switch (way) {
      case 'on':
        return switching.on();
      case 'mail':
        return navigate('mail');
      case 'root':
        return root.save();
      case 'copy':
        return void call('app.copy', { text: String(result.details.url ?? '') })
          .then(() => notifications.show({ message: t('preflight.copied'), autoClose: 2000 }))
          .catch(report);
      default:
        return goTo(TARGETS[way].section, TARGETS[way].field);
    }
  };
  return (
    <Button loading={(way === 'on' && switching.busy) || (way === 'root' && root.busy)} onClick={go}>
      {t(`preflight.go.${way}`)}
    </Button>
  );
}
