import { useTranslation } from 'react-i18next';
import type { DeviceOverview } from '../../../electron/bridge/domain';
import { useFormat } from '../../format';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { showDevices } from '../devices/views/open-view';
import { unseenOf } from './lines';
import css from './overview.module.css';
import { Widget } from './Widget';

/** How many devices there are, and how many have not been seen for long. */
export function FleetWidget({ overview, span }: { overview: DeviceOverview; span: 3 | 4 }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const workspace = useCurrentWorkspace();
  const unseen = unseenOf(overview);
  const show = (filter: typeof unseen.filter) =>
    workspace !== null && void showDevices(workspace.id, { filter });
  const total = format.number(overview.total);
  return (
    <Widget title={t('fleet.title')} hint={t('fleet.hint')} span={span}>
      <button
        type="button"
        className={css.big}
        aria-label={t('bar', { label: t('fleet.all'), count: overview.total, n: total })}
        onClick={() => show({})}
      >
        {total}
      </button>
      <button type="button" className={css.link} onClick={() => show(unseen.filter)}>
        {t('fleet.unseen', { count: unseen.count, n: format.number(unseen.count) })}
      </button>
    </Widget>
  );
}
