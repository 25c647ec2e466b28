import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AppleDetail, AppleDocument, AppleInstall } from '../../../../../electron/bridge/domain';
import { useFormat } from '../../../../format';
import { openActionReview } from '../../../../stores/action-review';
import { navigate } from '../../../../stores/route';
import { ToolButton } from '../../ToolButton';
import css from './apple.module.css';
import { restOf, textOf } from './inventory';
import { Entry, ListHead, NoneYet } from './Told';

/** What a profile’s line shows already. */
const SHOWN = ['PayloadDisplayName', 'PayloadOrganization'];

interface ProfilesTabProps {
  document: AppleDocument;
  /** Null while it is being read. */
  apple: AppleDetail | null;
  now: number;
}

/** What the library has brought here or is bringing, and what the device says is installed. */
export function ProfilesTab({ document, apple, now }: ProfilesTabProps) {
  const { t } = useTranslation('devices');
  return (
    <>
      <section>
        <ListHead title={t('apple.profiles.library')} at={undefined} now={now} />
        {apple?.installs.length === 0 && <p className={css.none}>{t('apple.profiles.noneAssigned')}</p>}
        <ul className={css.entries}>
          {apple?.installs.map((install) => (
            <Install
              key={`${install.profileId} ${install.user}`}
              install={install}
              deviceId={apple.deviceId}
              now={now}
            />
          ))}
        </ul>
        <ToolButton className={css.tool} onClick={() => navigate('profiles')}>
          {t('apple.profiles.open')}
        </ToolButton>
      </section>
      <Installed document={document} now={now} />
    </>
  );
}

const TONES = { pending: 'busy', installed: 'good', failed: 'bad', removing: 'busy' } as const;

function Install({ install, deviceId, now }: { install: AppleInstall; deviceId: string; now: number }) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const { name, user, state, version, at, message, profileId } = install;
  const whose = user === null ? t('apple.profiles.device') : t('apple.profiles.user', { user });
  const again = () =>
    openActionReview({
      spec: { action: 'apple_install_profile', profileId, name },
      selection: { kind: 'ids', ids: [deviceId] },
    });
  return (
    <li className={css.entry}>
      <div className={css.entryHead}>
        <span className={css.entryText}>
          <span className={css.entryTitle}>{name}</span>
          <span className={css.entryUnder}>
            {[whose, t('apple.profiles.version', { version: format.number(version) })].join(' · ')}
          </span>
          {message !== null && <span className={css.words}>{t('apple.words', { words: message })}</span>}
        </span>
        <span className={css.entryEnd} title={format.dateTime(at)}>
          <span className={css.sign} data-tone={TONES[state]}>
            {t(`apple.install.${state}`)}
          </span>
          <span>{format.age(at, now)}</span>
        </span>
      </div>
      {state === 'failed' && <Button onClick={again}>{t('apple.profiles.again')}</Button>}
    </li>
  );
}

function Installed({ document, now }: { document: AppleDocument; now: number }) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const at = document.at.profiles;
  return (
    <section>
      <ListHead title={t('apple.profiles.installed')} at={at} now={now} />
      {document.profiles.length === 0 && <NoneYet at={at} none={t('apple.profiles.none')} />}
      <ul className={css.entries}>
        {document.profiles.map((profile, place) => (
          <Entry
            key={textOf(profile, 'PayloadUUID', 'PayloadIdentifier') ?? place}
            title={textOf(profile, 'PayloadDisplayName', 'PayloadIdentifier') ?? ''}
            under={textOf(profile, 'PayloadOrganization') ?? undefined}
            end={profile.IsManaged === true ? t('apple.profiles.managed') : undefined}
            lines={restOf(profile, SHOWN, { t, format, now })}
          />
        ))}
      </ul>
    </section>
  );
}
