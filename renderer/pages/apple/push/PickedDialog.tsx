import { Button, Modal, PasswordInput } from '@mantine/core';
import { type FormEvent, type ReactNode, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isMusterError, type PickedCertificate } from '../../../../electron/bridge/domain';
import { errorText } from '../../../i18n';
import google from '../../google/connected/connected.module.css';
import { Notice } from '../../google/parts/Notice';
import registration from '../../registration/registration.module.css';

export interface PickedDialogProps {
  picked: PickedCertificate;
  /** Other files are being chosen. */
  choosing: boolean;
  onChoose: () => void;
  onClose: () => void;
}

interface FrameProps extends PickedDialogProps {
  title: string;
  frame: RefObject<HTMLFormElement | null>;
  /** What the last try failed with; null: nothing, or it is told among the children. */
  error: unknown;
  submit: ReactNode;
  onSubmit: (password: string | null) => void;
  /** Something else was typed. */
  onType: () => void;
  children?: ReactNode;
}

/** Picked files, the password of their key where they need one, and what is done with them. */
export function PickedDialog(props: FrameProps) {
  const { picked, title, frame, error, submit, onSubmit, onType, children } = props;
  const { t } = useTranslation('apple');
  const [password, setPassword] = useState('');
  const atPassword = isMusterError(error, 'certificate_wrong_password');
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(password === '' ? null : password);
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={title}
      size={500}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form ref={frame} className={google.dialog} noValidate onSubmit={send}>
        <ul className={registration.files} aria-label={t('picked.files')}>
          {picked.names.map((name) => (
            <li key={name} className="mono">
              {name}
            </li>
          ))}
        </ul>
        {(picked.needsPassword || atPassword) && (
          <PasswordInput
            label={t('picked.password')}
            description={t('picked.passwordHint')}
            autoComplete="off"
            data-autofocus
            value={password}
            error={atPassword ? errorText(error) : undefined}
            onChange={(event) => {
              setPassword(event.currentTarget.value);
              onType();
            }}
          />
        )}
        {children}
        {error !== null && !atPassword && (
          <Notice tone="bad" live>
            {errorText(error)}
          </Notice>
        )}
        <div className={google.dialogActions}>
          <Button loading={props.choosing} onClick={props.onChoose}>
            {t('picked.other')}
          </Button>
          {submit}
        </div>
      </form>
    </Modal>
  );
}
