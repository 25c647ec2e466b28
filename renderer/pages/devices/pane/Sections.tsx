import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format';
import { CopyButton } from '../CopyButton';
import type { Line } from './lines';
import styles from './pane.module.css';
import type { Section } from './record';

interface SectionsProps {
  sections: readonly Section[];
  /** Who says so, for the tooltip of each age. */
  source: string;
  /** When values that do not say so themselves were read (ms UTC); null for values that have no age. */
  at: number | null;
  now: number;
}

/** Values in groups, each with its age; the tooltip of the age names the source. */
export function Sections({ sections, source, at, now }: SectionsProps) {
  const { t } = useTranslation('devices');
  return sections.map(({ group, lines }) => (
    <section key={group}>
      <h3 className={styles.group}>{t(`group.${group}`)}</h3>
      <dl className={styles.values}>
        {lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: labels repeat in lists, and lines have no other identity
          <Value key={`${line.label} ${place}`} line={line} source={source} at={line.at ?? at} now={now} />
        ))}
      </dl>
    </section>
  ));
}

interface ValueProps {
  line: Line;
  source: string;
  at: number | null;
  now: number;
}

/** A label and its value, with its age. */
export function Value({ line, source, at, now }: ValueProps) {
  const format = useFormat();
  return (
    <div className={styles.value}>
      <dt title={line.label}>{line.label}</dt>
      <dd title={line.title}>
        <span className={line.code ? 'mono' : undefined}>
          {line.tone !== undefined && (
            <span className={styles.tone} data-tone={line.tone} aria-hidden="true" />
          )}
          <Breakable text={line.text} />
        </span>
        {line.code && line.text !== '' && <CopyButton text={line.text} />}
        {at !== null && (
          <span className={styles.age} title={`${source} · ${format.dateTime(at)}`}>
            {format.age(at, now)}
          </span>
        )}
        {line.meter !== undefined && (
          <span className={styles.meter} data-tone={line.tone} aria-hidden="true">
            <i style={{ width: `${Math.round(line.meter * 100)}%` }} />
          </span>
        )}
      </dd>
    </div>
  );
}

/** Long addresses and paths break after their own signs. */
function Breakable({ text }: { text: string }) {
  return text.split(/(?<=[@/._-])(?=\w)/).map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no identity but their place
    <Fragment key={place}>
      {place > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
