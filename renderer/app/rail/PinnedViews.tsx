import { Menu } from '@mantine/core';
import { IconDots, IconPencil, IconPinnedOff, IconTrash } from '@tabler/icons-react';
import { type MouseEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedView } from '../../../electron/bridge/domain';
import { useNow } from '../../components/use-now';
import { useFormat } from '../../format';
import { withFreshPresets } from '../../pages/devices/filters/presets';
import { openView } from '../../pages/devices/views/open-view';
import { useViewActions } from '../../pages/devices/views/use-view-actions';
import { useDeviceCount } from '../../queries/devices';
import { useSavedViews } from '../../queries/views';
import { useCurrentWorkspace } from '../../queries/workspaces';
import css from './rail.module.css';

/** The views pinned under Devices, each with how many devices it shows now. */
export function PinnedViews({ inUse }: { inUse: SavedView | null }) {
  const { t } = useTranslation('views');
  const pinned = useSavedViews().filter((view) => view.pinned);
  if (pinned.length === 0) return null;
  return (
    <ul className={css.views} aria-label={t('rail.label')}>
      {pinned.map((view) => (
        <PinnedView key={view.id} view={view} current={inUse?.id === view.id} />
      ))}
    </ul>
  );
}

function PinnedView({ view, current }: { view: SavedView; current: boolean }) {
  const format = useFormat();
  const workspace = useCurrentWorkspace();
  const count = useCountToday(view);
  const [menu, setMenu] = useState(false);
  const openMenu = (event: MouseEvent) => {
    event.preventDefault();
    setMenu(true);
  };
  return (
    <li className={css.view} data-menu={menu || undefined} onContextMenu={openMenu}>
      <button
        type="button"
        className={css.nav}
        aria-current={current ? 'page' : undefined}
        title={view.name}
        onClick={() => workspace !== null && void openView(workspace.id, view)}
      >
        <span className={css.label}>{view.name}</span>
        <span className={css.note}>{count === null ? '' : format.number(count)}</span>
      </button>
      <ViewMenu view={view} open={menu} onChange={setMenu} />
    </li>
  );
}

interface ViewMenuProps {
  view: SavedView;
  open: boolean;
  onChange: (open: boolean) => void;
}

function ViewMenu({ view, open, onChange }: ViewMenuProps) {
  const { t } = useTranslation('views');
  const actions = useViewActions();
  return (
    <Menu opened={open} onChange={onChange} position="bottom-start" width={190}>
      <Menu.Target>
        <button type="button" className={css.more} aria-label={t('rail.more', { name: view.name })}>
          <IconDots size={14} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => actions.rename(view)}>
          {t('rail.rename')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPinnedOff size={15} />} onClick={() => actions.pin(view, false)}>
          {t('rail.unpin')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconTrash size={15} />} onClick={() => actions.remove(view)}>
          {t('rail.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Ranges such as “over 30 days ago” are counted anew each day, and whenever the devices change. */
function useCountToday({ content }: SavedView): number | null {
  const day = new Date(useNow(60_000)).toDateString();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new day is the reason to count anew
  const filter = useMemo(() => withFreshPresets(content.filter, Date.now()), [content, day]);
  return useDeviceCount(filter);
}
