import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { showDevices } from '../devices/views/open-view';
import type { BarLine } from './lines';
import css from './overview.module.css';

/** Bars beside their names and numbers; each opens the devices behind it. */
export function Bars({ lines, label }: { lines: readonly BarLine[]; label: string }) {
  const most = Math.max(1, ...lines.map(({ count }) => count));
  return (
    <ul className={css.bars} aria-label={label}>
      {lines.map((line) => (
        <li key={line.key}>
          <Bar line={line} share={line.count / most} />
        </li>
      ))}
    </ul>
  );
}

function Bar({ line, share }: { line: BarLine; share: number }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const workspace = useCurrentWorkspace();
  const { label, count, filter } = line;
  const figure = format.number(count);
  const parts = (
    <>
      <span className={css.barLabel}>{label}</span>
      <span className={css.track} aria-hidden="true">
        <i style={{ width: `${share * 100}%` }} data-empty={count === 0 || undefined} />
      </span>
      <span className={css.figure}>{figure}</span>
    </>
  );
  if (filter === null) return <div className={css.bar}>{parts}</div>;
  const name = t('bar', { label, count, n: figure });
  return (
    <button
      type="button"
      className={css.bar}
      aria-label={name}
      title={name}
      onClick={() => workspace !== null && void showDevices(workspace.id, { filter })}
    >
      {parts}
    </button>
  );
}
