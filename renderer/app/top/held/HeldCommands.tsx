import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { deedText } from '../../../pages/actions/words';
import { useOpenCommands } from '../../../queries/commands';
import { formatRoute } from '../../../stores/route';
import { HeldCommand } from './HeldCommand';
import { heldOf } from './held';
import css from './held.module.css';
import { useHeldNotices } from './use-held-notices';
import { useUndoKey } from './use-undo-key';

/** More are counted. */
const MOST_SHOWN = 4;

/** What has been confirmed and can still be undone, on every page: the next to be let go in the bar, others below. */
export function HeldCommands() {
  const { t } = useTranslation('actions');
  const format = useFormat();
  const open = useOpenCommands();
  const held = useMemo(() => (open === undefined ? undefined : heldOf(open)), [open]);
  useHeldNotices(held);
  useUndoKey(held);
  const [first, ...others] = held ?? [];
  const stacked = others.slice(0, MOST_SHOWN - 1);
  const hidden = others.length - stacked.length;
  return (
    <section className={css.held} data-held aria-label={t('held.label')} hidden={first === undefined}>
      <Announcement held={held ?? []} />
      {first !== undefined && <HeldCommand command={first} />}
      {stacked.length > 0 && (
        <div className={css.stack}>
          {stacked.map((command) => (
            <HeldCommand key={command.id} command={command} />
          ))}
          {hidden > 0 && (
            <a className={css.others} href={formatRoute({ page: 'commands', params: {} })}>
              {t('held.others', { count: hidden, n: format.number(hidden) })}
            </a>
          )}
        </div>
      )}
    </section>
  );
}

/** Each held command is told to those who do not see it once, not every second. */
function Announcement({ held }: { held: readonly Command[] }) {
  const { t } = useTranslation('actions');
  const format = useFormat();
  const newest = held.reduce<Command | null>(
    (found, command) => (found === null || command.createdAt > found.createdAt ? command : found),
    null,
  );
  return (
    <span className="visually-hidden" role="status">
      {newest !== null &&
        t('held.announce', {
          what: deedText(newest.spec.action, newest.total, t, format),
          left: format.duration(newest.holdMs),
        })}
    </span>
  );
}
