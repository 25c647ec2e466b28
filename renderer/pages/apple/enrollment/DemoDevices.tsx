import { Button, Loader } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { promptForVault } from '../../../components/prompt-for-vault';
import { report } from '../../../components/report';
import { useTrial } from '../../../components/use-trial';
import { useFormat } from '../../../format';
import { registerDemoApple, useDemoControls, useInstallDemoProfile } from '../../../queries/demo';
import { Section } from '../../registration/Section';
import css from '../apple.module.css';

/** Devices that a click registers in the demo workspace. */
const AT_ONCE = 8;

/** In the demo workspace: made-up people register devices of theirs, through the real listener. */
export function DemoDevices() {
  const { t } = useTranslation('apple');
  const format = useFormat();
  const demo = useDemoControls().data;
  const trial = useTrial(
    async (count: number, signal) => {
      const { registered } = await registerDemoApple(count, signal);
      const message = t('demo.devices.done', { count: registered, n: format.number(registered) });
      notifications.show({ message, color: 'accent', autoClose: 6000 });
      return registered;
    },
    (error) => {
      promptForVault(error);
      report(error);
    },
  );
  if (demo == null) return null;
  return (
    <Section title={t('demo.devices.title')} text={t('demo.devices.text')}>
      <div className={css.buttons}>
        {trial.running ? (
          <>
            <span className={css.running} role="status">
              <Loader size={14} aria-hidden="true" /> {t('demo.devices.running')}
            </span>
            <Button onClick={trial.forget}>{t('cancel')}</Button>
          </>
        ) : (
          <>
            <Button onClick={() => void trial.start(AT_ONCE)}>
              {t('demo.devices.button', { count: AT_ONCE, n: format.number(AT_ONCE) })}
            </Button>
            <InstallProfile />
          </>
        )}
      </div>
    </Section>
  );
}

/** For who has downloaded the profile as a user does, and has no iPhone that finds this computer. */
function InstallProfile() {
  const { t } = useTranslation('apple');
  const install = useInstallDemoProfile();
  const choose = () =>
    install.mutate(undefined, {
      onError: report,
      onSuccess: (device) =>
        device !== null &&
        notifications.show({
          message: t('demo.devices.installed', device),
          color: 'accent',
          autoClose: 6000,
        }),
    });
  return (
    <Button loading={install.isPending} title={t('demo.devices.installHint')} onClick={choose}>
      {t('demo.devices.install')}
    </Button>
  );
}
