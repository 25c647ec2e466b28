import { PasswordInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { AuthorityField } from '../../components/AuthorityField';
import { type LdapField, USUAL_PORT } from './draft';
import css from './ldap.module.css';
import type { LdapForm } from './use-ldap-form';

/** What Muster must know of a directory: where it is, who reads it, and whom. */
export function LdapFields({ form, passwordKept }: { form: LdapForm; passwordKept: boolean }) {
  return (
    <>
      <ServerFields form={form} />
      <AccountFields form={form} passwordKept={passwordKept} />
      <PeopleFields form={form} />
    </>
  );
}

function ServerFields({ form }: { form: LdapForm }) {
  const { t } = useTranslation('ldap');
  const { draft, type } = form;
  return (
    <Group title={t('section.server')}>
      <Select
        label={t('field.kind')}
        value={draft.kind}
        onChange={(value) => type('kind', value === 'openldap' ? value : 'active_directory')}
        data={(['active_directory', 'openldap'] as const).map((value) => ({
          value,
          label: t(`kind.${value}`),
        }))}
      />
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
      <AuthorityField
        texts="ldap"
        value={draft.authority}
        error={form.problem('authority')}
        onChange={(value) => type('authority', value)}
      />
    </Group>
  );
}

function SecurityField({ form: { draft, type } }: { form: LdapForm }) {
  const { t } = useTranslation('ldap');
  const id = useId();
  return (
    <div className={css.control}>
      <span id={id}>{t('field.security')}</span>
      <p>{t('hint.security')}</p>
      <SegmentedControl
        aria-labelledby={id}
        value={draft.security}
        onChange={(value) => type('security', value === 'ldaps' ? value : 'start_tls')}
        data={(['start_tls', 'ldaps'] as const).map((value) => ({ value, label: t(`security.${value}`) }))}
      />
    </div>
  );
}

function AccountFields({ form, passwordKept }: { form: LdapForm; passwordKept: boolean }) {
  const { t } = useTranslation('ldap');
  const { draft } = form;
  const hint = !passwordKept ? 'password' : form.keepsPassword ? 'passwordKept' : 'passwordAgain';
  return (
    <Group title={t('section.account')}>
      <TextInput
        {...plain(form, 'bindDn')}
        label={t('field.bindDn')}
        description={t('hint.bindDn')}
        placeholder={SAMPLE_ACCOUNT[draft.kind]}
      />
      <PasswordInput
        label={t('field.password')}
        description={t(`hint.${hint}`)}
        autoComplete="off"
        value={draft.password}
        maxLength={1000}
        error={form.problem('password')}
        onChange={(event) => form.type('password', event.currentTarget.value)}
      />
    </Group>
  );
}

function PeopleFields({ form }: { form: LdapForm }) {
  const { t } = useTranslation('ldap');
  const { kind } = form.draft;
  return (
    <Group title={t('section.people')}>
      <TextInput
        {...plain(form, 'baseDn')}
        label={t('field.baseDn')}
        description={t('hint.baseDn')}
        placeholder={SAMPLE_BASE[kind]}
      />
      <TextInput
        {...plain(form, 'userFilter')}
        label={t('field.userFilter')}
        description={t('hint.userFilter')}
        placeholder={USUAL_FILTER[kind]}
      />
    </Group>
  );
}

const SAMPLE_ACCOUNT = {
  active_directory: 'CN=Muster,OU=Services,DC=example,DC=org',
  openldap: 'cn=muster,ou=services,dc=example,dc=org',
} as const;

const SAMPLE_BASE = {
  active_directory: 'OU=People,DC=example,DC=org',
  openldap: 'ou=people,dc=example,dc=org',
} as const;

const USUAL_FILTER = {
  active_directory: '(&(objectCategory=person)(objectClass=user))',
  openldap: '(objectClass=inetOrgPerson)',
} as const;

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={css.group}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

/** What a text field needs from the form. */
function plain(form: LdapForm, field: Exclude<LdapField, 'kind' | 'security'>) {
  return {
    value: form.draft[field],
    error: form.problem(field),
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { currentTarget: { value: string } }) => form.type(field, event.currentTarget.value),
  };
}
