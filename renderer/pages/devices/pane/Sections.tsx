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
  /** Values of a group that were read at once have their age at its heading. */
  gathered?: boolean;
  now: number;
}

/** Values in groups, each with its age; the tooltip of the age names the source. */
export function Sections({ sections, source, at, gathered = false, now }: SectionsProps) {
  return sections.map((section) => (
    <Group key={section.group} section={section} source={source} at={at} gathered={gathered} now={now} />
  ));
}

/** The parts of an inventory come one after the other; told within this time, they are of one age. */
const ONE_READING_MS = 60_000;

/** The time most of the values have: the one in their middle. */
function usualOf(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null).toSorted((one, other) => one - other);
  return known[Math.floor(known.length / 2)] ?? null;
}

interface GroupProps extends Omit<SectionsProps, 'sections' | 'gathered'> {
  section: Section;
  gathered: boolean;
}

function Group({ section, source, at, gathered, now }: GroupProps) {
  const { t } = useTranslation('devices');
  const { group, lines } = section;
  const shared = gathered ? usualOf(lines.map((line) => line.at ?? at)) : null;
  const ageOf = (line: Line) => {
    const own = line.at ?? at;
    return own === null || (shared !== null && Math.abs(own - shared) < ONE_READING_MS) ? null : own;
  };
  return (
    <section className={gathered ? styles.gathered : undefined}>
      <div className={styles.groupLine}>
        <h3 className={styles.group}>{t(`group.${group}`)}</h3>
        {shared !== null && <Age at={shared} source={source} now={now} />}
      </div>
      <dl className={styles.values}>
        {lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: labels repeat in lists, and lines have no other identity
          <Value key={`${line.label} ${place}`} line={line} source={source} at={ageOf(line)} now={now} />
        ))}
      </dl>
    </section>
  );
}

/** How old values are; who told them and when exactly is in the tooltip. */
export function Age({ at, source, now }: { at: number; source: string; now: number }) {
  const format = useFormat();
  return (
    <span className={styles.age} title={`${source} · ${format.dateTime(at)}`}>
      {format.age(at, now)}
    </span>
  );
}

interface ValueProps {
  line: Line;
  source: string;
  at: number | null;
  now: number;
}

/** A label and its value, with its age. */
export function Value({ line, source, at, now }: ValueProps) {
  return (
    <div className={styles.value}>
      <dt title={line.label}>{line.label}</dt>
      <dd title={line.title}>
        <span className={line.code ? 'mono' : undefined}>
          {line.tone !== undefined && (
            <span className={styles.tone} data-tone={line.tone} aria-hidden="true" />
          )}
          {line.open === undefined ? (
            <Breakable text={line.text} />
          ) : (
            <button type="button" className={styles.open} onClick={line.open}>
              {line.text}
            </button>
          )}
        </span>
        {line.code && line.text !== '' && <CopyButton text={line.text} />}
        {at !== null && <Age at={at} source={source} now={now} />}
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
