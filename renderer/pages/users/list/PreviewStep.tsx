import { Button, Checkbox } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isMusterError, type UserListPreview, type UserListRow } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { errorText } from '../../../i18n';
import { usePreviewRows } from '../../../queries/users';
import actions from '../../actions/actions.module.css';
import { Notice } from '../../google/parts/Notice';
import { closeUsersDialog } from '../state/open';
import css from '../users.module.css';
import { deedText } from './deed-text';
import { PreviewTable } from './PreviewTable';

type Kind = UserListRow['kind'];
const KINDS: readonly Kind[] = ['faulty', 'added', 'changed', 'same'];

interface PreviewStepProps {
  preview: UserListPreview;
  /** Users changed meanwhile, so this is another reading of the same list. */
  again: boolean;
  busy: boolean;
  error: unknown;
  onBack: () => void;
  onGone: () => void;
  onKeep: (leaveOutFaulty: boolean) => void;
}

/** What each line of the list would do, and the decision. */
export function PreviewStep(props: PreviewStepProps) {
  const { preview, again, busy, error, onBack, onGone, onKeep } = props;
  const { t } = useTranslation('users');
  const format = useFormat();
  const [kind, setKind] = useState<Kind | null>(preview.faulty > 0 ? 'faulty' : null);
  const [leaveOut, setLeaveOut] = useState(false);
  const kinds = useMemo(() => (kind === null ? KINDS : [kind]), [kind]);
  const rows = usePreviewRows({ previewId: preview.id, kinds });
  useGone(rows.error, onGone);
  const nothing = preview.added + preview.changed === 0;
  const ready = !nothing && !busy && (preview.faulty === 0 || leaveOut);
  return (
    <div className={actions.review}>
      {again && <Notice tone="info">{t('list.readAgain')}</Notice>}
      {nothing && (
        <Notice tone="warn" title={t('list.nothing')}>
          {t('list.nothingText')}
        </Notice>
      )}
      {error !== null && (
        <Notice tone="bad" live>
          {errorText(error)}
        </Notice>
      )}
      <KindChips preview={preview} chosen={kind} onChoose={setKind} />
      <PreviewTable rows={rows} kind={kind} />
      <div className={actions.buttons}>
        <Button onClick={onBack} disabled={busy}>
          {t('list.back')}
        </Button>
        <span className={actions.gap} />
        {preview.faulty > 0 && !nothing && (
          <Checkbox
            className={css.leaveOut}
            label={t('list.leaveOut', { count: preview.faulty, n: format.number(preview.faulty) })}
            checked={leaveOut}
            disabled={busy}
            onChange={(event) => setLeaveOut(event.currentTarget.checked)}
          />
        )}
        <Button onClick={closeUsersDialog} disabled={busy}>
          {t('list.cancel')}
        </Button>
        {!nothing && (
          <Button variant="filled" disabled={!ready} loading={busy} onClick={() => onKeep(leaveOut)}>
            {deedText(preview, t, format)}
          </Button>
        )}
      </div>
    </div>
  );
}

interface KindChipsProps {
  preview: UserListPreview;
  chosen: Kind | null;
  onChoose: (kind: Kind | null) => void;
}

function KindChips({ preview, chosen, onChoose }: KindChipsProps) {
  const { t } = useTranslation('users');
  const format = useFormat();
  const whole = KINDS.reduce((sum, kind) => sum + preview[kind], 0);
  const chip = (kind: Kind | null, label: string, count: number) => (
    <button
      key={label}
      type="button"
      className={actions.list}
      aria-pressed={chosen === kind}
      onClick={() => onChoose(kind)}
    >
      {label} <b>{format.number(count)}</b>
    </button>
  );
  return (
    <div className={actions.lists}>
      {chip(null, t('list.whole'), whole)}
      {KINDS.filter((kind) => preview[kind] > 0).map((kind) =>
        chip(kind, t(`list.kind.${kind}`), preview[kind]),
      )}
    </div>
  );
}

/** A preview that is gone is read again. */
function useGone(error: unknown, onGone: () => void): void {
  const latest = useRef(onGone);
  latest.current = onGone;
  useEffect(() => {
    if (isMusterError(error, 'review_gone')) latest.current();
  }, [error]);
}
