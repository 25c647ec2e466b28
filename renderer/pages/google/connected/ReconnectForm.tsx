import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GoogleConnection } from '../../../../electron/bridge/domain';
import type { ConnectInput } from '../../../queries/google-connect';
import { ClientFields } from '../setup/ClientFields';
import { attemptOf, type DraftForm, useDraft } from '../setup/draft';
import { KeyPicker } from '../setup/KeyPicker';
import { SubjectField } from '../setup/SubjectField';
import { submitDraft } from '../setup/submit';
import css from './connected.module.css';

interface ReconnectFormProps {
  connection: GoogleConnection;
  hidden: boolean;
  onConnect: (attempt: ConnectInput) => void;
}

/** By the way the connection was made: the stored client (or another one), or a key file. */
export function ReconnectForm({ connection, hidden, onConnect }: ReconnectFormProps) {
  const way = connection.method === 'sign_in' ? 'signIn' : 'key';
  const form = useDraft(way, {
    subject: connection.method === 'sign_in' ? '' : connection.account,
    apiRoot: connection.endpoints.apiRoot ?? '',
    authRoot: connection.endpoints.authRoot ?? '',
  });
  const submit = () => {
    const attempt = attemptOf(form.getValues(), way);
    if (attempt !== null) onConnect(attempt);
  };
  if (hidden) return null;
  if (way === 'key') return <KeyAgain form={form} onSubmit={submit} />;
  return (
    <SignInAgain
      form={form}
      onStored={() => onConnect({ way: 'signIn', input: { client: { kind: 'stored' }, endpoints: null } })}
      onSubmit={submit}
    />
  );
}

interface AgainProps {
  form: DraftForm;
  onSubmit: () => void;
}

function SignInAgain({ form, onStored, onSubmit }: AgainProps & { onStored: () => void }) {
  const { t } = useTranslation('google');
  const [other, setOther] = useState(false);
  if (!other) {
    return (
      <div className={css.dialogActions}>
        <Button variant="subtle" color="gray" onClick={() => setOther(true)}>
          {t('reconnect.other')}
        </Button>
        <Button variant="filled" onClick={onStored} data-autofocus>
          {t('reconnect.stored')}
        </Button>
      </div>
    );
  }
  return (
    <form noValidate className={css.dialog} onSubmit={submitDraft(form, onSubmit)}>
      <ClientFields form={form} />
      <div className={css.dialogActions}>
        <Button variant="subtle" color="gray" onClick={() => setOther(false)}>
          {t('setup.back')}
        </Button>
        <Button type="submit" variant="filled">
          {t('client.submit')}
        </Button>
      </div>
    </form>
  );
}

function KeyAgain({ form, onSubmit }: AgainProps) {
  const { t } = useTranslation('google');
  return (
    <form noValidate className={css.dialog} onSubmit={submitDraft(form, onSubmit)}>
      <KeyPicker form={form} />
      <SubjectField form={form} />
      <div className={css.dialogActions}>
        <Button type="submit" variant="filled">
          {t('key.connect')}
        </Button>
      </div>
    </form>
  );
}
