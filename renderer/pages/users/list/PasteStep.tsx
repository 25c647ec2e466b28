import { Button, Textarea } from '@mantine/core';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../i18n';
import actions from '../../actions/actions.module.css';
import { ListFile } from '../../actions/lists/ListFile';
import { Notice } from '../../google/parts/Notice';
import { closeUsersDialog } from '../state/open';
import css from '../users.module.css';

/** A list as given; `file` is the name of the file it comes from. */
export interface Pasted {
  file: string | null;
  text: string;
}

const HEADINGS = ['email', 'displayName', 'userName', 'language', 'notes'] as const;

interface PasteStepProps {
  pasted: Pasted;
  onPaste: (pasted: Pasted) => void;
  busy: boolean;
  /** Why the list could not be read. */
  error: unknown;
  onRead: () => void;
}

/** Takes the list, and says which columns are read. */
export function PasteStep({ pasted, onPaste, busy, error, onRead }: PasteStepProps) {
  const { t } = useTranslation(['users', 'actions']);
  const ready = pasted.text.trim() !== '' && !busy;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) onRead();
  };
  return (
    <form className={actions.step} onSubmit={submit}>
      <div className={actions.fields}>
        <p className={css.about}>
          {t('list.about')} {t('actions:csv.clear')}
        </p>
        <dl className={css.headings} aria-label={t('list.headingsLabel')}>
          {HEADINGS.map((name) => (
            <div key={name}>
              <dt className="mono">{name}</dt>
              <dd>{t(`list.headings.${name}`)}</dd>
            </div>
          ))}
        </dl>
        {pasted.file === null && (
          <Textarea
            data-autofocus
            label={t('list.paste')}
            placeholder={SAMPLE}
            value={pasted.text}
            rows={8}
            spellCheck={false}
            autoComplete="off"
            classNames={{ input: actions.serials }}
            onChange={(event) => onPaste({ file: null, text: event.currentTarget.value })}
          />
        )}
        <ListFile file={pasted.file} onFile={onPaste}>
          {null}
        </ListFile>
        {error !== null && (
          <Notice tone="bad" live>
            {errorText(error)}
          </Notice>
        )}
      </div>
      <div className={actions.buttons}>
        <span className={actions.gap} />
        <Button onClick={closeUsersDialog}>{t('list.cancel')}</Button>
        <Button type="submit" variant="filled" disabled={!ready} loading={busy}>
          {t('list.read')}
        </Button>
      </div>
    </form>
  );
}

const SAMPLE = 'email,displayName\nada@example.org,Ada Lovelace';
