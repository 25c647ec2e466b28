import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Line } from '../lines';
import styles from '../pane.module.css';
import { Age, Value } from '../Sections';
import css from './apple.module.css';

interface ListHeadProps {
  title: string;
  /** When the device told this part (ms UTC). */
  at: number | undefined;
  now: number;
}

/** The heading of a part of the inventory, with its age. */
export function ListHead({ title, at, now }: ListHeadProps) {
  const { t } = useTranslation('devices');
  return (
    <div className={styles.groupLine}>
      <h3 className={styles.group}>{title}</h3>
      {at !== undefined && <Age at={at} source={t('apple.source')} now={now} />}
    </div>
  );
}

interface EntryProps {
  title: ReactNode;
  /** What stands under the title. */
  under?: ReactNode;
  /** What stands at its end. */
  end?: ReactNode;
  /** What opens below it. */
  lines?: readonly Line[];
  children?: ReactNode;
}

/** One thing of a list, which opens to all that is known of it. */
export function Entry({ title, under, end, lines = [], children }: EntryProps) {
  const head = (
    <>
      <span className={css.entryText}>
        <span className={css.entryTitle}>{title}</span>
        {under !== undefined && <span className={css.entryUnder}>{under}</span>}
      </span>
      {end !== undefined && <span className={css.entryEnd}>{end}</span>}
    </>
  );
  if (lines.length === 0 && children === undefined) {
    return (
      <li className={css.entry}>
        <div className={css.entryHead}>{head}</div>
      </li>
    );
  }
  return (
    <li className={css.entry}>
      <details>
        <summary className={css.entryHead}>{head}</summary>
        <div className={css.entryBody}>
          <dl className={styles.values}>
            {lines.map((line, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: labels repeat, and lines have no other identity
              <Value key={`${line.label} ${place}`} line={line} source="" at={null} now={0} />
            ))}
          </dl>
          {children}
        </div>
      </details>
    </li>
  );
}

/** Why a list is empty, and what brings it. */
export function NoneYet({ at, none }: { at: number | undefined; none: string }) {
  const { t } = useTranslation('devices');
  return <p className={css.none}>{at === undefined ? t('apple.notTold') : none}</p>;
}
