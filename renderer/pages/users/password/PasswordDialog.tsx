import { Button, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { RegistrationSettings, User } from '../../../../electron/bridge/domain';
import { promptForVault } from '../../../components/prompt-for-vault';
import { errorText } from '../../../i18n';
import { useMailOverview } from '../../../queries/mail';
import { useGivePassword, useRegistration } from '../../../queries/registration';
import { navigate } from '../../../stores/route';
import { closeTemporaryPassword, useTemporaryPassword } from '../../../stores/temporary-password';
import { Notice } from '../../google/parts/Notice';
import { nameOf } from '../table/cell-text';
import { GivenPassword } from './GivenPassword';
import css from './password.module.css';

/** Gives a user a temporary password: on screen this once, or by mail. */
export function PasswordDialog() {
  const { t } = useTranslation('registration');
  const user = useTemporaryPassword((state) => state.user);
  if (user === null) return null;
  return (
    <Modal
      opened
      onClose={closeTemporaryPassword}
      title={t('password.title')}
      size={470}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Content key={user.id} user={user} />
    </Modal>
  );
}

function Content({ user }: { user: User }) {
  const { t } = useTranslation('registration');
  const give = useGivePassword();
  const settings = useRegistration().data?.settings;
  const obstacle = useObstacle(user);
  const byMail = give.variables?.mail === true;
  const start = (mail: boolean) =>
    give.mutate(
      { userId: user.id, mail },
      {
        onError: promptForVault,
        onSuccess: () => {
          if (!mail) return;
          closeTemporaryPassword();
          const told = t('password.mailed', { name: nameOf(user), address: user.email });
          notifications.show({ message: told, color: 'accent', autoClose: 6000 });
        },
      },
    );
  if (give.data !== undefined && give.data.password !== null) {
    return <GivenPassword user={user} password={give.data.password} until={give.data.until} />;
  }
  return (
    <div className={css.dialog}>
      <Meaning user={user} settings={settings} />
      {typeof obstacle === 'string' && <p className={css.quiet}>{t(`password.${obstacle}`)}</p>}
      {give.error !== null && (
        <Notice tone="bad" live>
          {errorText(give.error)}
        </Notice>
      )}
      <div className={css.buttons}>
        {obstacle === null && (
          <Button loading={give.isPending && byMail} disabled={give.isPending} onClick={() => start(true)}>
            {t('password.mail')}
          </Button>
        )}
        <Button
          variant="filled"
          data-autofocus
          loading={give.isPending && !byMail}
          disabled={give.isPending}
          onClick={() => start(false)}
        >
          {t('password.show')}
        </Button>
      </div>
    </div>
  );
}

/** Why it cannot be mailed; null when it can, undefined until it is known. */
function useObstacle({ email }: User): 'noAddress' | 'noMail' | null | undefined {
  const mail = useMailOverview();
  if (email === null) return 'noAddress';
  if (mail.isPending) return undefined;
  return mail.data == null ? 'noMail' : null;
}

/** What it is good for, as soon as the settings are known. */
function Meaning({ user, settings }: { user: User; settings: RegistrationSettings | undefined }) {
  const { t } = useTranslation('registration');
  if (settings === undefined) return null;
  const hours = t('password.hours', { count: settings.temporaryPasswordHours });
  return (
    <>
      <p>{t('password.text', { name: nameOf(user), hours })}</p>
      {settings.mode === 'pin' && <Unused />}
    </>
  );
}

/** Nobody is asked for a password just now. */
function Unused() {
  const { t } = useTranslation('registration');
  const go = () => {
    closeTemporaryPassword();
    navigate('settings', { section: 'registration' });
  };
  return (
    <Notice tone="warn" actions={<Button onClick={go}>{t('password.toSettings')}</Button>}>
      {t('password.unused')}
    </Notice>
  );
}
