import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../bridge';
import { useFormat } from '../../../format';
import { closeHandOver } from '../../../stores/hand-over';
import { Choice } from '../../actions/Choice';
import { useWrittenFile } from '../../devices/use-written-file';
import { Notice } from '../../google/parts/Notice';
import css from '../invite/invite.module.css';
import { MOST_CARDS } from './most-cards';

/** Cards to print and cut out: with a new PIN on each, or the link alone. */
export function SheetDialog({ ids }: { ids: readonly string[] }) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const file = useWrittenFile();
  const [pins, setPins] = useState(false);
  const tooMany = ids.length > MOST_CARDS;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (tooMany || file.running) return;
    closeHandOver();
    void file.write(
      (signal) => call('invitations.sheet', { ids: [...ids], pins }, { signal }),
      (rows) => t('sheet.done', { count: rows, n: format.number(rows) }),
    );
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <p>{t('sheet.text', { count: ids.length, n: format.number(ids.length) })}</p>
      {tooMany && <Notice tone="warn">{t('sheet.tooMany', { most: format.number(MOST_CARDS) })}</Notice>}
      {!tooMany && (
        <Choice
          label={t('sheet.pins.label')}
          hint={t('sheet.pins.hint')}
          options={[
            { value: 'without', label: t('sheet.pins.without') },
            { value: 'with', label: t('sheet.pins.with') },
          ]}
          chosen={pins ? 'with' : 'without'}
          onChoose={(value) => setPins(value === 'with')}
        />
      )}
      {pins && <Notice tone="warn">{t('sheet.pins.warning')}</Notice>}
      <div className={css.buttons}>
        <Button onClick={closeHandOver}>{t('common:cancel')}</Button>
        {!tooMany && (
          <Button type="submit" variant="filled" disabled={file.running}>
            {t('sheet.save')}
          </Button>
        )}
      </div>
    </form>
  );
}
