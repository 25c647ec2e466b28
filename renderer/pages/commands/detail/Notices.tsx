import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { navigate, useRoute } from '../../../stores/route';
import { Notice } from '../../google/parts/Notice';
import css from '../commands.module.css';

/** What a person should know about the command as it stands, each with its next step. */
export function Notices({ command, now }: { command: Command; now: number }) {
  const { held = 0, queued = 0, unknown = 0 } = command.counts;
  const isPaused = command.paused !== null && queued > 0;
  if (held === 0 && unknown === 0 && !isPaused) return null;
  return (
    <div className={css.notices}>
      {held > 0 && <Held command={command} now={now} />}
      {isPaused && <Paused command={command} />}
      {unknown > 0 && <Unknown command={command} count={unknown} />}
    </div>
  );
}

function Held({ command, now }: { command: Command; now: number }) {
  const { t } = useTranslation('commands');
  const format = useFormat();
  const left = command.holdUntil === null ? 0 : command.holdUntil - now;
  return (
    <Notice tone="info">
      {left > 0 ? t('notice.held', { left: format.duration(left) }) : t('notice.releasing')}
    </Notice>
  );
}

function Paused({ command }: { command: Command }) {
  const { t } = useTranslation(['commands', 'actions']);
  const format = useFormat();
  const n = format.number(command.counts.queued ?? 0);
  const { paused } = command;
  if (paused === null) return null;
  if (paused === 'admin') return <Notice tone="info">{t('notice.paused', { n })}</Notice>;
  if (paused === 'file_restored') return <Notice tone="warn">{t('notice.restored', { n })}</Notice>;
  return (
    <Notice
      tone="warn"
      actions={<Button onClick={() => navigate('google')}>{t('notice.connection')}</Button>}
    >
      {t('notice.barred', { why: t(`actions:paused.${paused}`), n })}
    </Notice>
  );
}

function Unknown({ command, count }: { command: Command; count: number }) {
  const { t } = useTranslation('commands');
  const format = useFormat();
  const isShown = useRoute((route) => route.params.states === 'unknown');
  const show = () => navigate('commands', { id: command.id, states: 'unknown' }, true);
  return (
    <Notice tone="warn" actions={!isShown && <Button onClick={show}>{t('notice.show')}</Button>}>
      {t('notice.unknown', { count, n: format.number(count) })}
    </Notice>
  );
}
