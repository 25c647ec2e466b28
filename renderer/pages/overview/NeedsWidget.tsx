import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { GoogleOverview } from '../../../electron/bridge/domain';
import { report } from '../../components/report';
import { useNow } from '../../components/use-now';
import { useFormat } from '../../format';
import { useAppleOverview } from '../../queries/apple';
import { useCommandAttention } from '../../queries/commands';
import { useGoogleOverview, useSyncProgress, useSyncStart, useVaultState } from '../../queries/google';
import { useListener, usePki } from '../../queries/listener';
import { useMailOverview } from '../../queries/mail';
import { useUnsentCount } from '../../queries/mails';
import { useProfiles } from '../../queries/profiles';
import { useCurrentWorkspace } from '../../queries/workspaces';
import { openDialog } from '../../stores/dialog';
import { navigate } from '../../stores/route';
import { ToneDot } from '../google/parts/ToneDot';
import { showUnsent } from '../invitations/state/open';
import { type Need, needsOf } from './attention';
import type { AppleStanding } from './attention-apple';
import type { RegistrationStanding } from './attention-registration';
import css from './overview.module.css';
import { Widget } from './Widget';

/** What waits for a person, each with its next step. */
export function NeedsWidget({ span }: { span: 6 | 8 }) {
  const { t } = useTranslation('overview');
  const google = useGoogleOverview().data ?? null;
  const vault = useVaultState().data ?? null;
  const running = useSyncProgress() !== null;
  const commands = useCommandAttention();
  const registration = useRegistrationStanding();
  const apple = useAppleStanding();
  const needs = needsOf({ overview: google, vault, commands, registration, apple, running });
  return (
    <Widget title={t('needs.title')} span={span}>
      {needs.length === 0 ? (
        <p className={css.calm}>
          <IconCircleCheck size={16} aria-hidden="true" />
          {t(running ? 'needs.running' : 'needs.nothing')}
        </p>
      ) : (
        <ul className={css.needs}>
          {needs.map((need) => (
            <li key={need.key}>
              <ToneDot tone={need.tone} />
              <NeedText need={need} google={google} />
              <NextStep need={need} />
            </li>
          ))}
        </ul>
      )}
    </Widget>
  );
}

const LOOK_MS = 60_000;

function useRegistrationStanding(): RegistrationStanding {
  const now = useNow(LOOK_MS);
  return {
    listener: useListener().data ?? null,
    pki: usePki().data ?? null,
    mail: useMailOverview().data ?? null,
    unsent: useUnsentCount() ?? 0,
    now,
  };
}

function useAppleStanding(): AppleStanding | null {
  const apple = useAppleOverview().data;
  const profiles = useProfiles().data;
  if (apple === undefined || profiles === undefined) return null;
  return { push: apple.push, counts: apple.counts, profiles };
}

function NeedText({ need, google }: { need: Need; google: GoogleOverview | null }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const seen = google?.lastRun?.seen ?? 0;
  const values = {
    seen: format.number(seen),
    expected: format.number(google?.expected ?? 0),
    cached: format.number(google?.devices ?? 0),
    ...(need.count === undefined ? {} : { count: need.count, n: format.number(need.count) }),
  };
  return <span>{t(`need.${need.key}`, values)}</span>;
}

function NextStep({ need }: { need: Need }) {
  const { t } = useTranslation('overview');
  const sync = useSyncStart();
  const workspace = useCurrentWorkspace();
  const act = {
    google: () => navigate('google'),
    run: () => navigate('google'),
    sync: () => sync.mutate(undefined, { onError: report }),
    vault: () => openDialog({ kind: 'vault' }),
    commands: () => navigate('commands', { which: 'attention' }),
    registration: () => navigate('registration'),
    mail: () => navigate('mail'),
    apple: () => navigate('apple'),
    profiles: () => navigate('profiles'),
    invitations: () => workspace !== null && showUnsent(workspace.id),
  }[need.action];
  return (
    <Button disabled={sync.isPending} onClick={act}>
      {t(`step.${need.action}`)}
    </Button>
  );
}
