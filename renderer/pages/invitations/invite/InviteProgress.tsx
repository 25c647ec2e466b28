import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format';
import { closeInvite } from '../../../stores/invite';
import css from './invite.module.css';
import { useFocused } from './use-focused';

interface InviteProgressProps {
  done: number;
  of: number | null;
  cancel: () => void;
}

/** How far the making is. It goes on when the dialog is left. */
export function InviteProgress({ done, of, cancel }: InviteProgressProps) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const leave = useFocused();
  const part = of === null || of === 0 ? null : done / of;
  const text =
    of === null
      ? t('progress.starting')
      : t('progress.made', { done: format.number(done), of: format.number(of) });
  return (
    <div className={css.form}>
      <div className={css.progress}>
        <div
          className={css.bar}
          role="progressbar"
          aria-label={t('progress.label')}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={part === null ? undefined : Math.round(part * 100)}
          aria-valuetext={text}
        >
          <i style={{ transform: `scaleX(${part ?? 0})` }} />
        </div>
        <span className={css.figures}>{text}</span>
      </div>
      <div className={css.buttons}>
        <Button onClick={cancel}>{t('progress.stop')}</Button>
        <Button ref={leave} variant="filled" onClick={closeInvite}>
          {t('progress.leave')}
        </Button>
      </div>
    </div>
  );
}
