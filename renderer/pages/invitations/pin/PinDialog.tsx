import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Invitation, pinGroups } from '../../../../electron/bridge/domain';
import { call } from '../../../bridge';
import { report } from '../../../components/report';
import { useFormat } from '../../../format';
import { errorText } from '../../../i18n';
import { useNewPin } from '../../../queries/invitations';
import { closeHandOver } from '../../../stores/hand-over';
import { Notice } from '../../google/parts/Notice';
import css from '../invite/invite.module.css';
import { useFocused } from '../invite/use-focused';
import { nameOf } from '../table/cell-text';
import { spokenPin } from './groups';
import pinCss from './pin.module.css';

/** Makes a PIN and shows it, this once. Where one is valid already, it is asked first. */
export function PinDialog({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const making = useNewPin();
  const make = () => making.mutate(invitation.id);
  const first = invitation.pin === null;
  useOnce(first, make);
  if (making.data !== undefined) return <Made invitation={invitation} {...making.data} />;
  return (
    <div className={css.form}>
      {making.error !== null && (
        <Notice tone="bad" live>
          {errorText(making.error)}
        </Notice>
      )}
      {invitation.pin !== null && making.error === null && (
        <p>
          {t(`pin.replace.${invitation.pin.way}`, {
            name: nameOf(invitation),
            date: format.date(invitation.pin.madeAt),
            time: format.time(invitation.pin.madeAt),
          })}
        </p>
      )}
      <div className={css.buttons}>
        <Button onClick={closeHandOver}>{t(making.error === null ? 'common:cancel' : 'common:close')}</Button>
        {making.error === null && (
          <Button variant="filled" loading={making.isPending} onClick={make} data-autofocus>
            {t('pin.make')}
          </Button>
        )}
      </div>
    </div>
  );
}

interface MadeProps {
  invitation: Invitation;
  pin: string;
  until: number;
}

function Made({ invitation, pin, until }: MadeProps) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const told = () => notifications.show({ message: t('pin.copied'), autoClose: 2000 });
  const close = useFocused();
  return (
    <div className={css.form}>
      <p>{t('pin.of', { name: nameOf(invitation) })}</p>
      <p className={pinCss.pin} role="status">
        <span aria-hidden="true">
          {pinGroups(pin).map((group, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: groups may be alike and never change
            <span key={place}>{group}</span>
          ))}
        </span>
        <span className="visually-hidden">{spokenPin(pin)}</span>
      </p>
      <p className={css.figures}>{t('pin.until', { date: format.date(until), time: format.time(until) })}</p>
      <div className={css.buttons}>
        <Button onClick={() => call('app.copy', { text: pin }).then(told, report)}>{t('pin.copy')}</Button>
        <Button ref={close} variant="filled" onClick={closeHandOver}>
          {t('pin.done')}
        </Button>
      </div>
    </div>
  );
}

/** Does it as the dialog opens, once: a second PIN would make the first one useless. */
function useOnce(wanted: boolean, act: () => void): void {
  const done = useRef(false);
  const latest = useRef(act);
  useEffect(() => {
    if (!wanted || done.current) return;
    done.current = true;
    latest.current();
  }, [wanted]);
}
