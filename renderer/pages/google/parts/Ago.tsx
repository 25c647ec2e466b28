import { useNow } from '../../../components/use-now';
import { useFormat } from '../../../format';

/** A time told as a distance from now (“4 min ago”, “in 56 min”), with the exact moment on hover. */
export function Ago({ at }: { at: number }) {
  const format = useFormat();
  const now = useNow(15_000);
  return (
    <time dateTime={new Date(at).toISOString()} title={format.dateTime(at)}>
      {format.relative(at, now)}
    </time>
  );
}
