import { useTranslation } from 'react-i18next';
import type { AppleInstall, QueuedOrder } from '../../../../../electron/bridge/domain';
import { useFormat } from '../../../../format';
import { orderWords } from '../../../apple/orders/words';
import { StateSign } from '../../../commands/StateSign';
import css from './apple.module.css';
import { type Bundle, hasPin, sinceOf, standingText, whyText } from './orders';
import { RevealPin } from './RevealPin';

interface OrderEntryProps {
  bundle: Bundle;
  installs: readonly AppleInstall[];
  now: number;
}

/** An order, or several that were made together. */
export function OrderEntry({ bundle, installs, now }: OrderEntryProps) {
  const [first, ...others] = bundle.orders;
  if (others.length === 0) return <Single order={first} installs={installs} now={now} />;
  return <Several bundle={bundle} installs={installs} now={now} />;
}

function Single({ order, installs, now }: Omit<OrderEntryProps, 'bundle'> & { order: QueuedOrder }) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const whose = order.user === null ? null : t('apple.profiles.user', { user: order.user });
  const purpose = order.purpose === 'action' ? null : t(`apple:orders.purpose.${order.purpose}`);
  return (
    <li className={css.entry}>
      <div className={css.entryHead}>
        <span className={css.entryText}>
          <span className={css.entryTitle}>{orderWords(order, t, nameOf(installs))}</span>
          <span className={css.entryUnder} title={format.dateTime(sinceOf(order))}>
            {[standingText(order, t, format, now), purpose, whose]
              .filter((part) => part !== null)
              .join(' · ')}
          </span>
          <Why order={order} />
        </span>
        <State order={order} />
      </div>
      {hasPin(order) && <RevealPin uuid={order.uuid} />}
    </li>
  );
}

function Several({ bundle, installs, now }: OrderEntryProps) {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const [first] = bundle.orders;
  const count = bundle.orders.length;
  return (
    <li className={css.entry}>
      <details>
        <summary className={css.entryHead}>
          <span className={css.entryText}>
            <span className={css.entryTitle}>{t(`apple:orders.purpose.${first.purpose}`)}</span>
            <span className={css.entryUnder} title={format.dateTime(sinceOf(first))}>
              {standingText(first, t, format, now)} ·{' '}
              {t('apple.orders.parts', { count, n: format.number(count) })}
            </span>
            <Why order={first} />
          </span>
          <State order={first} />
        </summary>
        <ul className={css.parts}>
          {bundle.orders.map((order) => (
            <li key={order.uuid}>
              {orderWords(order, t, nameOf(installs))}
              <span title={format.dateTime(sinceOf(order))}>{format.relative(sinceOf(order), now)}</span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

function State({ order }: { order: QueuedOrder }) {
  const { t } = useTranslation('devices');
  return (
    <span className={css.entryEnd}>
      <StateSign state={order.state} text={t(`apple:orders.state.${order.state}`)} />
    </span>
  );
}

function Why({ order }: { order: QueuedOrder }) {
  const { t } = useTranslation('devices');
  return whyText(order, t).map((words) => (
    <span key={words} className={css.words}>
      {words}
    </span>
  ));
}

function nameOf(installs: readonly AppleInstall[]): (profileId: string) => string | null {
  return (id) => installs.find(({ profileId }) => profileId === id)?.name ?? null;
}
