import '@mantine/spotlight/styles.layer.css';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeDialog, useDialog } from '../../stores/dialog';
import { MOTION_MS } from '../../theme';
import { matches, type PaletteEntry } from './entries';
import css from './palette.module.css';
import { useActions } from './use-actions';
import { useFleetEntries } from './use-fleet-entries';
import { usePlaces } from './use-places';
import { useViewEntries } from './use-view-entries';

/** What scrolls must be reached by keyboard; the list hands this on to the area it scrolls in. */
const SCROLLED = { viewportProps: { tabIndex: 0 } };

/** Finds any page, saved view, person, device, workspace or action by a few letters. */
export function Palette() {
  const { t } = useTranslation('common');
  const [[store, spotlight]] = useState(createSpotlight);
  const wanted = useDialog((state) => state.dialog?.kind === 'palette');
  const [text, setText] = useState('');
  const shown = [...usePlaces(), ...useViewEntries(), ...useActions()].filter((entry) =>
    matches(entry, text),
  );
  const fleet = useFleetEntries(text, wanted);
  useEffect(() => {
    if (wanted) spotlight.open();
    else spotlight.close();
  }, [wanted, spotlight]);
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      centered={false}
      attributes={{ content: { 'aria-label': t('palette.label') } }}
      query={text}
      onQueryChange={setText}
      onSpotlightClose={() => useDialog.getState().dialog?.kind === 'palette' && closeDialog()}
      size={580}
      yOffset={90}
      overlayProps={{ backgroundOpacity: 0.25, blur: 0 }}
      transitionProps={{ duration: MOTION_MS, transition: 'fade' }}
      className={css.palette}
      classNames={{ content: css.content }}
      scrollable
      maxHeight={420}
    >
      <Spotlight.Search
        aria-label={t('palette.label')}
        placeholder={t('palette.placeholder')}
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        size="sm"
      />
      <Spotlight.ActionsList className={css.list} {...SCROLLED}>
        <Group name="places" entries={shown.filter((entry) => entry.group === 'places')} />
        <Group name="views" entries={shown.filter((entry) => entry.group === 'views')} />
        <Group name="workspaces" entries={shown.filter((entry) => entry.group === 'workspaces')} />
        <Group name="actions" entries={shown.filter((entry) => entry.group === 'actions')} />
        <Group name="people" entries={fleet.filter((entry) => entry.group === 'people')} />
        <Group name="devices" entries={fleet.filter((entry) => entry.group === 'devices')} />
        {shown.length + fleet.length === 0 && <Spotlight.Empty>{t('palette.nothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
      <FirstChoice store={store} order={[...shown, ...fleet].map((entry) => entry.id).join()} />
    </Spotlight.Root>
  );
}

interface FirstChoiceProps {
  store: ReturnType<typeof createSpotlight>[0];
  /** Changes when the lines do. */
  order: string;
}

/** Puts the choice on the first line whenever the lines change; Spotlight itself only does so while one types. */
function FirstChoice({ store, order }: FirstChoiceProps) {
  useEffect(() => {
    const list = document.getElementById(store.getState().listId);
    list?.querySelector('[data-selected]')?.removeAttribute('data-selected');
    list?.querySelector('[data-action]')?.setAttribute('data-selected', 'true');
    store.updateState((state) => ({ ...state, selected: order === '' ? -1 : 0 }));
  }, [store, order]);
  return null;
}

function Group({ name, entries }: { name: string; entries: readonly PaletteEntry[] }) {
  const { t } = useTranslation('common');
  if (entries.length === 0) return null;
  return (
    <Spotlight.ActionsGroup label={t(`palette.groups.${name}`)}>
      {entries.map(({ id, label, hint, icon: Icon, run }) => (
        <Spotlight.Action
          key={id}
          onClick={run}
          leftSection={<Icon size={16} stroke={1.6} aria-hidden="true" />}
          rightSection={hint === undefined ? undefined : <span className={css.hint}>{hint}</span>}
          label={label}
          dimmedSections={false}
        />
      ))}
    </Spotlight.ActionsGroup>
  );
}
