import { Button, Modal, PasswordInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isMusterError, type PickedCertificate } from '../../../../electron/bridge/domain';
import { promptForVault } from '../../../components/prompt-for-vault';
import { useProblemFocus } from '../../../components/use-problem-focus';
import { errorText } from '../../../i18n';
import { useBringCertificate } from '../../../queries/listener';
import google from '../../google/connected/connected.module.css';
import { Notice } from '../../google/parts/Notice';
import css from '../registration.module.css';

interface BringDialogProps {
  picked: PickedCertificate;
  publicName: string;
  /** Other files are being chosen. */
  choosing: boolean;
  onChoose: () => void;
  onClose: () => void;
}

/** Takes in picked files: with the password of their key where it needs one. */
export function BringDialog({ picked, publicName, choosing, onChoose, onClose }: BringDialogProps) {
  const { t } = useTranslation('registration');
  const bring = useBringCertificate();
  const [password, setPassword] = useState('');
  const frame = useRef<HTMLFormElement>(null);
  useProblemFocus(frame, bring.error);
  const atPassword = isMusterError(bring.error, 'certificate_wrong_password');
  const asksPassword = picked.needsPassword || atPassword;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    bring.mutate(
      { handle: picked.handle, password: password === '' ? null : password },
      {
        onError: promptForVault,
        onSuccess: () => {
          onClose();
          notifications.show({ message: t('certificate.using.brought'), color: 'accent', autoClose: 5000 });
        },
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('bring.title')}
      size={480}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form ref={frame} className={google.dialog} onSubmit={submit}>
        <ul className={css.files}>
          {picked.names.map((name) => (
            <li key={name} className="mono">
              {name}
            </li>
          ))}
        </ul>
        {asksPassword && (
          <PasswordInput
            label={t('bring.password')}
            description={t('bring.passwordHint')}
            autoComplete="off"
            data-autofocus
            value={password}
            error={atPassword ? errorText(bring.error) : undefined}
            onChange={(event) => {
              setPassword(event.currentTarget.value);
              bring.reset();
            }}
          />
        )}
        {bring.error !== null && !atPassword && (
          <Notice tone="bad" live>
            {errorText(bring.error)}
          </Notice>
        )}
        <p className={css.quiet}>{t('bring.text', { name: publicName })}</p>
        <div className={google.dialogActions}>
          <Button loading={choosing} onClick={onChoose}>
            {t('bring.other')}
          </Button>
          <Button type="submit" variant="filled" loading={bring.isPending}>
            {t('bring.submit')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
