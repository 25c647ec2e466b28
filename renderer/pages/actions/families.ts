import { useMemo } from 'react';
import { ACTIONS, type ActionName, familyOf } from '../../../electron/bridge/domain';
import { useHasAppleDevices } from '../../queries/apple';
import { useGoogleOverview } from '../../queries/google';

/** The actions that something here can carry out; none without a connection or a device managed here. */
export function useOfferedActions(): readonly ActionName[] {
  const google = useGoogleOverview().data != null;
  const apple = useHasAppleDevices();
  return useMemo(
    () => ACTIONS.filter((action) => (familyOf(action) === 'google' ? google : apple)),
    [google, apple],
  );
}
