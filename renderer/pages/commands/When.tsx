import { useFormat } from '../../format';

interface WhenProps {
  at: number;
  now: number;
  /** Without “ago”, for a table. */
  bare?: boolean;
}

/** A time as a distance from now, with the exact moment on hover. */
export function When({ at, now, bare = false }: WhenProps) {
  const format = useFormat();
  const text = bare && at <= now ? format.age(at, now) : format.relative(at, now);
  return (
    <time dateTime={new Date(at).toISOString()} title={format.dateTime(at)}>
      {text}
    </time>
  );
}
