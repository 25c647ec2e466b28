import { useTranslation } from 'react-i18next';
import type { AccessEntry, ListenerOverview } from '../../../../electron/bridge/domain';
import { useNow } from '../../../components/use-now';
import { useFormat } from '../../../format';
import { useAccessLog } from '../../../queries/listener';
import { ToneDot } from '../../google/parts/ToneDot';
import css from '../registration.module.css';
import { Section } from '../Section';
import { outcomeOf } from './paths';

/** As many as are read at a glance; the access log on the disk has them all. */
const SHOWN = 100;
const TONES = {
  brokenOff: 'off',
  answered: 'good',
  notThere: 'off',
  refused: 'warn',
  failed: 'bad',
} as const;

/** The newest requests, as they come. */
export function Requests({ overview: { state } }: { overview: ListenerOverview }) {
  const { t } = useTranslation('registration');
  const entries = useAccessLog(SHOWN) ?? [];
  const now = useNow(15_000);
  if (entries.length === 0 && state.kind !== 'on') return null;
  return (
    <Section title={t('requests.title')} text={t('requests.text')}>
      {entries.length === 0 ? (
        <p className={css.quiet}>{t('requests.none')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <div className={css.scroll} tabIndex={0}>
          <table className={css.table}>
            <thead>
              <tr>
                <th>{t('column.when')}</th>
                <th>{t('column.address')}</th>
                <th>{t('column.request')}</th>
                <th className={css.wide}>{t('column.outcome')}</th>
                <th className={css.figure}>{t('column.took')}</th>
                <th>{t('column.agent')}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: requests have no name, and may be alike
                <Request key={place} entry={entry} now={now} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

function Request({ entry, now }: { entry: AccessEntry; now: number }) {
  const { t } = useTranslation('registration');
  const format = useFormat();
  const { at, door, address, method, route, status, ms, agent } = entry;
  const outcome = outcomeOf(entry);
  return (
    <tr>
      <td title={format.dateTime(at)}>{format.relative(at, now)}</td>
      <td className="mono">{address}</td>
      <td className="mono" title={t(`door.${door}`)}>
        {method} {route}
      </td>
      <td>
        <span className={css.outcome}>
          <ToneDot tone={TONES[outcome]} />
          {t(`outcome.${outcome}`, { status })}
        </span>
      </td>
      <td className={css.figure}>{t('requests.ms', { ms: format.number(Math.max(1, Math.round(ms))) })}</td>
      <td>{agent}</td>
    </tr>
  );
}
