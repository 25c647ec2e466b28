import { useTranslation } from 'react-i18next';
import type { Assignment } from '../../../../electron/bridge/domain';
import { useDevicesById } from '../../../queries/profiles';
import { useUsersById } from '../../../queries/users';
import { nameOf } from '../../users/table/cell-text';

/** What an assignment is called: the name of its user or device, the path of its unit. */
export function useAssignedName(assignments: readonly Assignment[]): (assignment: Assignment) => string {
  const { t } = useTranslation('profiles');
  const ids = (kind: 'user' | 'device') => assignments.flatMap((one) => (one.kind === kind ? [one.id] : []));
  const users = useUsersById(ids('user'));
  const devices = useDevicesById(ids('device'));
  return (assignment) => {
    switch (assignment.kind) {
      case 'all':
        return t('assigned.all');
      case 'unit':
        return assignment.path === '/' ? t('assigned.root') : assignment.path;
      case 'user': {
        const user = users?.get(assignment.id);
        return user === undefined ? (users === undefined ? '' : t('assigned.goneUser')) : nameOf(user);
      }
      case 'device': {
        const device = devices?.get(assignment.id);
        if (device === undefined) return devices === undefined ? '' : t('assigned.goneDevice');
        return device.name ?? device.serial ?? device.providerId;
      }
    }
  };
}
