import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { navigate } from '../../stores/route';
import { showDevices } from '../devices/views/open-view';
import type { AppleOverview } from './ApplePage';
import css from './apple.module.css';
import { devicesBehind, type StateFigure, stateFigures } from './standing';

/** The devices by state and what is amiss with them; a figure opens what is behind it. */
export function Figures({ overview: { counts } }: { overview: AppleOverview }) {
  const { t } = useTranslation('apple');
  const format = useFormat();
  const workspace = useCurrentWorkspace();
  const show = (figure: StateFigure | 'inactive') => () => {
    if (workspace !== null) {
      void showDevices(workspace.id, { filter: devicesBehind(figure, Date.now()) });
    }
  };
  const { inactive, identityEnding, otherTopic, waiting, notNow } = counts;
  return (
    <dl className={css.figures}>
      {stateFigures(counts).map(({ state, count }) => (
        <Figure key={state} name={state} count={count} onOpen={show(state)} />
      ))}
      <Figure name="inactive" count={inactive} onOpen={show('inactive')} />
      <Figure name="identityEnding" count={identityEnding} />
      <Figure name="otherTopic" count={otherTopic} warns />
      <Figure name="waiting" count={waiting} onOpen={() => navigate('apple', { tab: 'orders' })}>
        {notNow > 0 && t('figure.notNow', { count: notNow, n: format.number(notNow) })}
      </Figure>
    </dl>
  );
}

interface FigureProps {
  name: StateFigure | 'inactive' | 'identityEnding' | 'otherTopic' | 'waiting';
  count: number;
  onOpen?: () => void;
  /** Any at all is worth a look. */
  warns?: boolean;
  children?: ReactNode;
}

function Figure({ name, count, onOpen, warns = false, children }: FigureProps) {
  const { t } = useTranslation('apple');
  const format = useFormat();
  const label = t(`figure.${name}`);
  const hint = t(`figure.hint.${name}`);
  const isOpen = onOpen !== undefined && count > 0;
  return (
    <div>
      <dt title={hint}>{label}</dt>
      <dd data-warns={(warns && count > 0) || undefined}>
        {isOpen ? (
          <button
            type="button"
            className={css.figure}
            aria-label={t('figure.show', { label, n: format.number(count) })}
            onClick={onOpen}
          >
            {format.number(count)}
          </button>
        ) : (
          format.number(count)
        )}
      </dd>
      {children !== false && children !== undefined && <dd className={css.note}>{children}</dd>}
    </div>
  );
}
