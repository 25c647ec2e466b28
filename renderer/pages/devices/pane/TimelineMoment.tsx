import type { HistoryEntry } from '../../../../electron/bridge/domain';
import { Change } from '../../activity/words/Change';
import { stateTone, subjectWords } from '../../activity/words/entry';
import type { WordKit } from '../../activity/words/kit';
import { Outcome } from '../../activity/words/Outcome';
import { Source } from '../../activity/words/Source';
import type { Moment } from '../../activity/words/timeline';
import css from './history.module.css';

const HOUR = 3_600_000;

interface TimelineMomentProps {
  moment: Moment;
  kit: WordKit;
  runTimes: ReadonlyMap<string, number>;
}

/** What was seen at once, when, and by what. */
export function TimelineMoment({ moment, kit, runTimes }: TimelineMomentProps) {
  const [first] = moment.entries;
  if (first === undefined) return null;
  const { format, now } = kit;
  const isRecent = now - moment.at < HOUR;
  return (
    <li className={css.moment} data-tone={toneOf(first)}>
      {moment.entries.map((entry) => (
        <p key={entry.id} className={css.what}>
          <Told entry={entry} kit={kit} />
        </p>
      ))}
      <p className={css.seen}>
        <time dateTime={new Date(moment.at).toISOString()} title={format.dateTime(moment.at)}>
          {isRecent ? format.relative(moment.at, now) : format.time(moment.at)}
        </time>
        {' · '}
        <Source entry={first} kit={kit} runTimes={runTimes} />
      </p>
    </li>
  );
}

function Told({ entry, kit }: { entry: HistoryEntry; kit: WordKit }) {
  const subject = subjectWords(entry, kit);
  if (entry.command !== null) {
    return (
      <>
        <b>{subject}</b>
        <span className={css.outcome}>
          <Outcome command={entry.command} kit={kit} />
        </span>
      </>
    );
  }
  if (entry.field === null) return <b>{subject}</b>;
  return (
    <>
      <span className={css.field}>{subject}</span>{' '}
      <Change field={entry.field} before={entry.before} after={entry.after} kit={kit} />
    </>
  );
}

function toneOf(entry: HistoryEntry): string {
  if (entry.command !== null) return stateTone(entry.command.state);
  return entry.kind === 'vanished' ? 'warn' : entry.kind === 'changed' ? 'off' : 'good';
}
