import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibraryProfile, ProfilePlace } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { errorText } from '../../../i18n';
import { useProfilePlaces } from '../../../queries/profiles';
import { useCurrentWorkspace } from '../../../queries/workspaces';
import { showDevice } from '../../activity/parts/Serial';
import styles from '../../devices/pane/pane.module.css';
import { ToolButton } from '../../devices/ToolButton';
import { showDevices } from '../../devices/views/open-view';
import { Notice } from '../../google/parts/Notice';
import { ToneDot } from '../../google/parts/ToneDot';
import css from '../profiles.module.css';
import { MOST_SHOWN, PLACE_STATES, type PlaceState, placesShown, TONES } from './place-list';

/** Where a profile is, or is to be: failures first, with Apple’s own words. */
export function Places({ profile, now }: { profile: LibraryProfile; now: number }) {
  const { t } = useTranslation('profiles');
  const { data, error, refetch } = useProfilePlaces(profile.id);
  return (
    <section>
      <h3 className={styles.group}>{t('pane.where')}</h3>
      {error !== null && data === undefined && (
        <Notice tone="bad" live actions={<Button onClick={() => void refetch()}>{t('tryAgain')}</Button>}>
          {errorText(error)}
        </Notice>
      )}
      {data?.length === 0 && (
        <p className={css.hint}>{t(profile.assignments.length === 0 ? 'pane.nowhereYet' : 'pane.nowhere')}</p>
      )}
      {data !== undefined && data.length > 0 && <List places={data} now={now} />}
    </section>
  );
}

function List({ places, now }: { places: readonly ProfilePlace[]; now: number }) {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  const workspace = useCurrentWorkspace();
  const [state, setState] = useState<PlaceState | 'all'>('all');
  const present = PLACE_STATES.filter((name) => places.some((place) => place.state === name));
  const chosen = state === 'all' || present.includes(state) ? state : 'all';
  const shown = placesShown(places, chosen);
  const more = shown.length - MOST_SHOWN;
  const countOf = (name: PlaceState) => format.number(places.filter((place) => place.state === name).length);
  const showAll = () => {
    const ids = [...new Set(shown.map(({ deviceId }) => deviceId))];
    if (workspace !== null) void showDevices(workspace.id, { filter: { ids } });
  };
  return (
    <>
      {present.length > 1 && (
        <SegmentedControl
          aria-label={t('pane.which')}
          className={css.states}
          value={chosen}
          data={[
            { value: 'all', label: `${t('pane.all')} ${format.number(places.length)}` },
            ...present.map((name) => ({ value: name, label: `${t(`place.${name}`)} ${countOf(name)}` })),
          ]}
          onChange={(value) => setState(PLACE_STATES.find((name) => name === value) ?? 'all')}
        />
      )}
      <ul className={css.places}>
        {shown.slice(0, MOST_SHOWN).map((place) => (
          <Place key={`${place.deviceId} ${place.user ?? ''}`} place={place} now={now} />
        ))}
      </ul>
      <div className={css.placesEnd}>
        <ToolButton onClick={showAll}>{t('pane.showDevices')}</ToolButton>
        {more > 0 && (
          <span className={css.hint}>{t('pane.more', { count: more, n: format.number(more) })}</span>
        )}
      </div>
    </>
  );
}

function Place({ place, now }: { place: ProfilePlace; now: number }) {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  const { deviceId, deviceName, serial, user, state, version, at, message } = place;
  const name = deviceName ?? serial ?? deviceId;
  return (
    <li>
      <ToneDot tone={TONES[state]} />
      <div className={css.place}>
        <button type="button" className={css.device} onClick={() => showDevice(deviceId)}>
          {name}
        </button>
        {user !== null && <span className={css.user}>{user}</span>}
        <p>
          {t(`place.${state}`)}
          {' · '}
          {t('pane.version', { n: format.number(version) })}
          {' · '}
          <time title={format.dateTime(at)}>{format.relative(at, now)}</time>
        </p>
        {message !== null && <p className={css.words}>{message}</p>}
      </div>
    </li>
  );
}
