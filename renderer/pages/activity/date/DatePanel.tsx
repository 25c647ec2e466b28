import { useMemo, useState } from 'react';
import { type FleetAtInput, toMusterError } from '../../../../electron/bridge/domain';
import { useNow } from '../../../components/use-now';
import { useHistorySince } from '../../../queries/history';
import type { RouteParams } from '../../../stores/route';
import { ReadFailed } from '../../devices/DataBanner';
import devices from '../../devices/devices.module.css';
import { fleetAtOf, timeText } from '../state/params';
import { setParams } from '../state/place';
import { useWordKit } from '../words/kit';
import { firstMoment } from './first-moment';
import { MomentBar } from './MomentBar';
import { NoFleet } from './NoFleet';
import { PastFleet } from './PastFleet';

const A_MINUTE = 60_000;
const choose = (at: number) => setParams({ at: timeText(at) });

/** The fleet as it was known on a date. */
export function DatePanel({ params }: { params: RouteParams }) {
  const kit = useWordKit(useNow(A_MINUTE));
  const [opened] = useState(() => Date.now());
  const { since, error, retry } = useHistorySince();
  const { at: chosen, filter, sort, columns } = useMemo(() => fleetAtOf(params), [params]);
  const at = chosen ?? (since == null ? undefined : firstMoment(since, opened));
  const question = useMemo<Omit<FleetAtInput, 'offset' | 'limit'> | null>(
    () => (at === undefined ? null : { at, filter, sort }),
    [at, filter, sort],
  );
  if (error !== null) return <ReadFailed error={toMusterError(error)} onRetry={retry} />;
  if (since === undefined) return null;
  if (question === null || since === null) {
    return (
      <div className={devices.list}>
        <NoFleet since={null} at={0} isFiltered={false} kit={kit} />
      </div>
    );
  }
  return (
    <>
      <MomentBar at={question.at} kit={kit} onChange={choose} />
      <PastFleet question={question} columns={columns} since={since} kit={kit} />
    </>
  );
}
