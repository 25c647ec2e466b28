import { useTranslation } from 'react-i18next';
import type { ListenerOverview } from '../../../../electron/bridge/domain';
import css from '../registration.module.css';
import { Section } from '../Section';
import { doorsOf, meaningOf, placesOf } from './paths';

/** Every path that answers, and to whom. */
export function Exposed({ overview: { exposed, state } }: { overview: ListenerOverview }) {
  const { t } = useTranslation('registration');
  const places = placesOf(exposed);
  if (places.length === 0) {
    return (
      <Section title={t('exposed.title')}>
        <p className={css.quiet}>{t(state.kind === 'elsewhere' ? 'exposed.elsewhere' : 'exposed.none')}</p>
      </Section>
    );
  }
  return (
    <Section title={t('exposed.title')} text={t('exposed.text')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <div className={css.scroll} tabIndex={0}>
        <table className={css.table}>
          <thead>
            <tr>
              <th>{t('column.meaning')}</th>
              <th>{t('column.path')}</th>
              <th className={css.wide}>{t('column.methods')}</th>
            </tr>
          </thead>
          {doorsOf(places).map(([door, port]) => (
            <tbody key={door}>
              <tr className={css.group}>
                <th colSpan={3} scope="rowgroup">
                  {t(`exposed.door.${door}`, { port })}
                </th>
              </tr>
              {places
                .filter((place) => place.door === door)
                .map(({ methods, path }) => (
                  <tr key={path}>
                    <td>
                      <Meaning path={path} />
                    </td>
                    <td className="mono">{path}</td>
                    <td className="mono">{methods.join(', ')}</td>
                  </tr>
                ))}
            </tbody>
          ))}
        </table>
      </div>
    </Section>
  );
}

/** A path in words. */
function Meaning({ path }: { path: string }) {
  const { t } = useTranslation('registration');
  const meaning = meaningOf(path);
  return meaning === null ? null : t(`path.${meaning}`);
}
