import { Popover } from '@mantine/core';
import {
  IconChevronDown,
  IconChevronUp,
  IconPencil,
  IconPin,
  IconPinFilled,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedView } from '../../../../electron/bridge/domain';
import { useSavedViews } from '../../../queries/views';
import { useCurrentWorkspace } from '../../../queries/workspaces';
import { ToolButton } from '../ToolButton';
import { openView } from './open-view';
import { useViewActions } from './use-view-actions';
import { useViewInUse } from './use-view-in-use';
import css from './views.module.css';

/** The saved views: opens one, and orders, pins, renames or deletes them. Not there before the first is saved. */
export function ViewsMenu() {
  const { t } = useTranslation('views');
  const [open, setOpen] = useState(false);
  const views = useSavedViews();
  if (views.length === 0) return null;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={320} trapFocus returnFocus>
      <Popover.Target>
        <ToolButton
          icon={<IconChevronDown size={14} stroke={1.6} aria-hidden />}
          aria-expanded={open}
          aria-haspopup="dialog"
          onClick={() => setOpen(!open)}
        >
          {t('menu.button')}
        </ToolButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('menu.button')}>
        <ul className={css.list}>
          {views.map((view, place) => (
            <ViewLine key={view.id} view={view} views={views} place={place} onDone={() => setOpen(false)} />
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

interface ViewLineProps {
  view: SavedView;
  views: readonly SavedView[];
  place: number;
  onDone: () => void;
}

function ViewLine({ view, views, place, onDone }: ViewLineProps) {
  const { t } = useTranslation('views');
  const workspace = useCurrentWorkspace();
  const inUse = useViewInUse();
  const actions = useViewActions();
  const { name, pinned } = view;
  const open = () => {
    onDone();
    if (workspace !== null) void openView(workspace.id, view);
  };
  const rename = () => {
    onDone();
    actions.rename(view);
  };
  return (
    <li className={css.line}>
      <button
        type="button"
        className={css.name}
        aria-current={inUse?.id === view.id || undefined}
        title={name}
        onClick={open}
      >
        {name}
      </button>
      {place > 0 && (
        <Act
          icon={IconChevronUp}
          label={t('menu.up', { name })}
          onClick={() => actions.move(views, view, -1)}
        />
      )}
      {place < views.length - 1 && (
        <Act
          icon={IconChevronDown}
          label={t('menu.down', { name })}
          onClick={() => actions.move(views, view, 1)}
        />
      )}
      <Act
        icon={pinned ? IconPinFilled : IconPin}
        label={t(pinned ? 'menu.unpin' : 'menu.pin', { name })}
        lasting={pinned}
        onClick={() => actions.pin(view, !pinned)}
      />
      <Act icon={IconPencil} label={t('menu.rename', { name })} onClick={rename} />
      <Act icon={IconTrash} label={t('menu.remove', { name })} onClick={() => actions.remove(view)} />
    </li>
  );
}

interface ActProps {
  icon: TablerIcon;
  label: string;
  /** Seen without pointing at the line. */
  lasting?: boolean;
  onClick: () => void;
}

function Act({ icon: Icon, label, lasting = false, onClick }: ActProps) {
  return (
    <button
      type="button"
      className={css.act}
      data-lasting={lasting || undefined}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon size={14} stroke={1.6} aria-hidden />
    </button>
  );
}
