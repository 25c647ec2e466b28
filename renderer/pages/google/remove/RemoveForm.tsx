import { Button, Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeletionPreview, GoogleOverview } from '../../../../electron/bridge/domain';
import { DangerButton } from '../parts/DangerButton';
import { useFirstFocus } from '../parts/use-first-focus';
import css from './remove.module.css';
import { WhatGoes } from './WhatGoes';

interface RemoveFormProps {
  overview: GoogleOverview;
  preview: DeletionPreview;
  pending: boolean;
  onSubmit: (revoke: boolean) => void;
  onCancel: () => void;
}

/** What goes, the separate choice to revoke, and the domain to type. */
export function RemoveForm({ overview, preview, pending, onSubmit, onCancel }: RemoveFormProps) {
  const { t } = useTranslation('google');
  const { domain, account } = overview.connection;
  const confirmation = useFirstFocus<HTMLInputElement>();
  const [revoke, setRevoke] = useState(false);
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState(false);
  const matches = typed.trim().toLowerCase() === domain.toLowerCase();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setRefused(!matches);
    if (matches) onSubmit(revoke);
  };
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <WhatGoes preview={preview} syncing={overview.status === 'syncing'} />
      {preview.revocable ? (
        <Checkbox
          checked={revoke}
          disabled={pending}
          onChange={(event) => setRevoke(event.currentTarget.checked)}
          classNames={{ label: css.check }}
          label={t('remove.revoke')}
          description={t('remove.revokeHint', { account })}
        />
      ) : (
        <p className={css.hint}>{t('remove.notRevocable')}</p>
      )}
      <TextInput
        label={t('remove.typed', { domain })}
        value={typed}
        disabled={pending}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={refused && !matches ? t('remove.typedWrong', { domain }) : null}
        autoComplete="off"
        spellCheck={false}
        ref={confirmation}
      />
      <div className={css.actions}>
        {pending ? <span role="status">{t(revoke ? 'remove.revoking' : 'remove.deleting')}</span> : null}
        <Button onClick={onCancel} disabled={pending}>
          {t('remove.cancel')}
        </Button>
        <DangerButton disabled={!matches} loading={pending}>
          {t('remove.submit')}
        </DangerButton>
      </div>
    </form>
  );
}
