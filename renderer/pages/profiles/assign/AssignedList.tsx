import { ActionIcon } from '@mantine/core';
import { IconDeviceLaptop, IconSitemap, IconUser, IconUsersGroup, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Assignment } from '../../../../electron/bridge/domain';
import css from '../profiles.module.css';
import { inOrder, keyOf } from './assignments';
import { useAssignedName } from './use-assigned-name';

const ICONS = { all: IconUsersGroup, unit: IconSitemap, user: IconUser, device: IconDeviceLaptop } as const;

interface AssignedListProps {
  assignments: readonly Assignment[];
  /** Takes one off the list; absent where it is only shown. */
  onRemove?: (assignment: Assignment) => void;
}

/** Whom a profile is meant for, line by line. */
export function AssignedList({ assignments, onRemove }: AssignedListProps) {
  const { t } = useTranslation('profiles');
  const nameOf = useAssignedName(assignments);
  return (
    <ul className={css.assigned} aria-label={t('assign.list')}>
      {inOrder(assignments).map((assignment) => {
        const Icon = ICONS[assignment.kind];
        const name = nameOf(assignment);
        return (
          <li key={keyOf(assignment)}>
            <Icon size={15} stroke={1.6} aria-hidden="true" />
            <span>
              {name}
              {assignment.kind !== 'all' && <small>{t(`assigned.kind.${assignment.kind}`)}</small>}
            </span>
            {onRemove !== undefined && (
              <ActionIcon
                size={22}
                aria-label={t('assign.remove', { name })}
                title={t('assign.remove', { name })}
                onClick={() => onRemove(assignment)}
              >
                <IconX size={14} />
              </ActionIcon>
            )}
          </li>
        );
      })}
    </ul>
  );
}
