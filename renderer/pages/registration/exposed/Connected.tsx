import { useTranslation } from 'react-i18next';
import type { ListenerOverview } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { Ago } from '../../google/parts/Ago';
import css from '../registration.module.css';
import { Section } from '../Section';
import { visitorsOf } from './visitors';

/** Who is connected now. */
export function Connected({ overview: { connected, state } }: { overview: ListenerOverview }) {
  const { t } = useTranslation('registration');
  const format = useFormat();
  if (state.kind !== 'on') return null;
  const visitors = visitorsOf(connected);
  return (
    <Section title={t('connected.title')}>
      {visitors.length === 0 ? (
        <p className={css.quiet}>{t('connected.none')}</p>
      ) : (
        <table className={css.table}>
          <thead>
            <tr>
              <th>{t('column.address')}</th>
              <th>{t('column.door')}</th>
              <th className={css.figure}>{t('column.connections')}</th>
              <th className={css.wide}>{t('column.since')}</th>
            </tr>
          </thead>
          <tbody>
            {visitors.map(({ door, address, since, connections }) => (
              <tr key={`${door} ${address}`}>
                <td className="mono">{address}</td>
                <td>{t(`door.${door}`)}</td>
                <td className={css.figure}>{format.number(connections)}</td>
                <td>
                  <Ago at={since} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
