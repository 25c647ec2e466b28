import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { AuditVerdict } from '../../../../electron/bridge/domain';
import { CopyButton } from '../../devices/CopyButton';
import devices from '../../devices/devices.module.css';
import type { WordKit } from '../words/kit';
import css from './log.module.css';

const SHORT = 16;

/** What reading the whole chain found, and what it means. */
export function Verdict({ verdict, at, kit }: { verdict: AuditVerdict; at: number; kit: WordKit }) {
  const { t, format } = kit;
  const { rows, head, broken } = verdict;
  const time = t('log.checkedAt', { time: format.time(at) });
  if (broken !== null) {
    return (
      <div className={`${devices.banner} ${css.broken}`} role="alert">
        <IconAlertTriangle size={15} stroke={1.7} aria-hidden />
        <span>
          <b>{t(`log.broken.${broken.problem}`, { n: format.number(broken.seq) })}</b> {t('log.brokenHint')}
        </span>
        <span className={css.time}>{time}</span>
      </div>
    );
  }
  return (
    <div className={`${devices.banner} ${css.intact}`} role="status">
      <IconCircleCheck size={15} stroke={1.7} aria-hidden />
      <span>
        {rows === 0 ? t('log.noRows') : <b>{t('log.intact', { count: rows, n: format.number(rows) })}</b>}
        {head !== null && (
          <>
            {' '}
            {t('log.head')}{' '}
            <code className="mono" title={head}>
              {head.slice(0, SHORT)}…
            </code>{' '}
            <CopyButton text={head} />
          </>
        )}
      </span>
      <span className={css.time}>{time}</span>
    </div>
  );
}
