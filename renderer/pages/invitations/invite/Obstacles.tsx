import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isLoopbackHost, isMusterError, type ListenerState } from '../../../../electron/bridge/domain';
import { useListener } from '../../../queries/listener';
import { useMailOverview } from '../../../queries/mail';
import { useRegistration } from '../../../queries/registration';
import { useCurrentWorkspace } from '../../../queries/workspaces';
import { closeInvite } from '../../../stores/invite';
import { navigate, type Page } from '../../../stores/route';
import { Notice } from '../../google/parts/Notice';
import css from './invite.module.css';

/** What stands between an invitation and the person: each has a place where it is mended. */
export type Obstacle = 'mail' | 'name' | 'listener';

const MENDED_AT: Readonly<Record<Obstacle, Page>> = {
  mail: 'mail',
  name: 'registration',
  listener: 'registration',
};

/** What is known to stand in the way now. People of the demo organisation read their mails on this computer. */
export function useObstacles(): Obstacle[] {
  const demo = useCurrentWorkspace()?.kind === 'demo';
  return obstaclesOf({ ...useKnown(), demo });
}

/** The same for somebody who comes with a device of his own. */
export function useObstaclesOutside(): Obstacle[] {
  return obstaclesOf({ ...useKnown(), demo: false });
}

function useKnown(): Omit<Known, 'demo'> {
  const mail = useMailOverview().data;
  const registration = useRegistration().data;
  const listener = useListener().data;
  return {
    mail: mail === undefined ? null : mail !== null,
    baseUrl: registration?.baseUrl,
    listener: listener?.state.kind,
  };
}

interface Known {
  /** Null while it is not known. */
  mail: boolean | null;
  baseUrl: string | null | undefined;
  listener: ListenerState['kind'] | undefined;
  /** True where a link that leads only to this computer leads where it is opened. */
  demo: boolean;
}

/** A listener without a name is not missed for being off as well. */
export function obstaclesOf({ mail, baseUrl, listener, demo }: Known): Obstacle[] {
  const found: Obstacle[] = [];
  if (mail === false) found.push('mail');
  if (!demo && baseUrl !== undefined && !leadsHere(baseUrl)) found.push('name');
  else if (listener === 'off') found.push('listener');
  return found;
}

/** True when other devices can reach the address: it names this one otherwise than to itself. */
function leadsHere(baseUrl: string | null): boolean {
  if (baseUrl === null) return false;
  return !isLoopbackHost(new URL(baseUrl).hostname.replace(/^\[|\]$/g, ''));
}

/** What the refusal of an invitation says stands in the way; null for other refusals. */
export function obstacleOf(error: unknown): Obstacle | null {
  if (isMusterError(error, 'mail_not_set')) return 'mail';
  return isMusterError(error, 'listener_no_name') || isMusterError(error, 'not_ready') ? 'name' : null;
}

/** Each with what it means and the way to mend it. */
export function Obstacles({ obstacles }: { obstacles: readonly Obstacle[] }) {
  const { t } = useTranslation('invitations');
  if (obstacles.length === 0) return null;
  return (
    <div className={css.obstacles}>
      {obstacles.map((obstacle) => (
        <Notice key={obstacle} tone="warn" actions={<MendButton obstacle={obstacle} />}>
          {t(`obstacle.${obstacle}.text`)}
        </Notice>
      ))}
    </div>
  );
}

/** Goes to where an obstacle is mended. */
export function MendButton({ obstacle, onLeave }: { obstacle: Obstacle; onLeave?: () => void }) {
  const { t } = useTranslation('invitations');
  const go = () => {
    onLeave?.();
    closeInvite();
    navigate(MENDED_AT[obstacle]);
  };
  return <Button onClick={go}>{t(`obstacle.${obstacle}.action`)}</Button>;
}
