import { Autocomplete, PasswordInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailConnection } from '../../../electron/bridge/domain';
import { AuthorityField } from '../../components/AuthorityField';
import css from '../ldap/ldap.module.css';
import { type MailField, TOKEN_URLS, USUAL_PORT } from './draft';
import own from './mail.module.css';
import type { MailForm } from './use-mail-form';

/** What Muster must know of a mail server: where it is, with which account, and who the mails are from. */
export function MailFields({ form }: { form: MailForm }) {
  return (
    <>
      <ServerFields form={form} />
      <AccountFields form={form} />
      <SenderFields form={form} />
    </>
  );
}

function ServerFields({ form }: { form: MailForm }) {
  const { t } = useTranslation('mail');
  const { draft, type, problem } = form;
  return (
    <Group title={t('section.server')}>
      <div className={css.hostLine}>
        <TextInput
          {...plain(form, 'host')}
          label={t('field.host')}
          description={t('hint.host')}
          inputMode="url"
        />
        <TextInput
          {...plain(form, 'port')}
          label={t('field.port')}
          description={t('hint.port', { port: USUAL_PORT[draft.security] })}
          inputMode="numeric"
          placeholder={String(USUAL_PORT[draft.security])}
        />
      </div>
      <SecurityField form={form} />
      {draft.security !== 'none' && (
        <AuthorityField
          texts="mail"
          value={draft.authority}
          error={problem('authority')}
          onChange={(value) => type('authority', value)}
        />
      )}
    </Group>
  );
}

const SECURITIES: readonly MailConnection['security'][] = ['start_tls', 'tls', 'none'];

function SecurityField({ form: { draft, type, problem } }: { form: MailForm }) {
  const { t } = useTranslation('mail');
  const id = useId();
  const wrong = problem('security');
  return (
    <div className={css.control}>
      <span id={id}>{t('field.security')}</span>
      <p>{t('hint.security')}</p>
      <SegmentedControl
        aria-labelledby={id}
        value={draft.security}
        onChange={(value) => type('security', SECURITIES.find((one) => one === value) ?? 'start_tls')}
        data={SECURITIES.map((value) => ({ value, label: t(`security.${value}`) }))}
      />
      {wrong !== undefined && (
        <p role="alert" className={own.wrong}>
          {wrong}
        </p>
      )}
    </div>
  );
}

const WAYS: readonly MailConnection['auth']['kind'][] = ['password', 'oauth', 'none'];

function AccountFields({ form }: { form: MailForm }) {
  const { t } = useTranslation('mail');
  const { draft, type } = form;
  return (
    <Group title={t('section.account')}>
      <Select
        label={t('field.auth')}
        value={draft.auth}
        onChange={(value) => type('auth', WAYS.find((one) => one === value) ?? 'password')}
        data={WAYS.map((value) => ({ value, label: t(`auth.${value}`) }))}
      />
      {draft.auth !== 'none' && (
        <TextInput {...plain(form, 'user')} label={t('field.user')} description={t('hint.user')} />
      )}
      {draft.auth === 'password' && <Secret form={form} field="password" />}
      {draft.auth === 'oauth' && (
        <>
          <TextInput {...plain(form, 'clientId')} label={t('field.clientId')} />
          <Secret form={form} field="clientSecret" />
          <Secret form={form} field="refreshToken" />
          <Autocomplete
            label={t('field.tokenUrl')}
            description={t('hint.tokenUrl')}
            data={[...TOKEN_URLS]}
            value={draft.tokenUrl}
            error={form.problem('tokenUrl')}
            onChange={(value) => type('tokenUrl', value)}
          />
        </>
      )}
    </Group>
  );
}

type SecretField = 'password' | 'clientSecret' | 'refreshToken';

function Secret({ form, field }: { form: MailForm; field: SecretField }) {
  const { t } = useTranslation('mail');
  return (
    <PasswordInput
      label={t(`field.${field}`)}
      description={t(form.keepsSecrets ? 'hint.secretKept' : `hint.${field}`)}
      autoComplete="off"
      value={form.draft[field]}
      error={form.problem(field)}
      onChange={(event) => form.type(field, event.currentTarget.value)}
    />
  );
}

function SenderFields({ form }: { form: MailForm }) {
  const { t } = useTranslation('mail');
  return (
    <Group title={t('section.sender')}>
      <TextInput {...plain(form, 'fromName')} label={t('field.fromName')} description={t('hint.fromName')} />
      <TextInput
        {...plain(form, 'fromAddress')}
        type="email"
        label={t('field.fromAddress')}
        description={t('hint.fromAddress')}
      />
      <TextInput
        {...plain(form, 'replyTo')}
        type="email"
        label={t('field.replyTo')}
        description={t('hint.replyTo')}
      />
      <TextInput
        {...plain(form, 'perMinute')}
        className={own.short ?? ''}
        label={t('field.perMinute')}
        description={t('hint.perMinute')}
        inputMode="numeric"
      />
    </Group>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={css.group}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

type TextField = Exclude<MailField, 'security' | 'auth' | SecretField | 'tokenUrl' | 'authority'>;

/** What a text field needs from the form. */
function plain(form: MailForm, field: TextField) {
  return {
    value: form.draft[field],
    error: form.problem(field),
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { currentTarget: { value: string } }) => form.type(field, event.currentTarget.value),
  };
}
