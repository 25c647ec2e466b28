import { Button, Modal, Radio } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Assignment, LibraryProfile } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { errorText } from '../../../i18n';
import { useAssignProfile, useMeantDevices } from '../../../queries/profiles';
import { Notice } from '../../google/parts/Notice';
import css from '../profiles.module.css';
import { closeProfileDialog } from '../state/view';
import { Adders } from './Adders';
import { AssignedList } from './AssignedList';
import { sameAssignments, withAssignment, withoutAssignment } from './assignments';

/** Whom a profile is meant for: everybody, or units, users and devices. */
export function AssignDialog({ profile }: { profile: LibraryProfile }) {
  const { t } = useTranslation('profiles');
  return (
    <Modal
      opened
      onClose={closeProfileDialog}
      title={t('assign.title', { name: profile.name })}
      size={600}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <AssignForm profile={profile} />
    </Modal>
  );
}

const ALL: Assignment = { kind: 'all' };

function AssignForm({ profile }: { profile: LibraryProfile }) {
  const { t } = useTranslation('profiles');
  const assign = useAssignProfile();
  const kept = profile.assignments;
  const [all, setAll] = useState(kept.some(({ kind }) => kind === 'all'));
  const [chosen, setChosen] = useState(() => kept.filter(({ kind }) => kind !== 'all'));
  const wanted = all ? [ALL] : chosen;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    assign.mutate(
      { id: profile.id, assignments: wanted },
      {
        onSuccess: () => {
          closeProfileDialog();
          notifications.show({ message: t('assign.done'), color: 'accent', autoClose: 5000 });
        },
      },
    );
  };
  return (
    <form className={css.form} onSubmit={submit}>
      {profile.scope === 'User' && <Notice tone="info">{t('scope.hint.User')}</Notice>}
      <Radio.Group
        aria-label={t('assign.whom')}
        value={all ? 'all' : 'chosen'}
        onChange={(value) => setAll(value === 'all')}
      >
        <div className={css.choices}>
          <Radio value="all" label={t('assigned.all')} description={t('assign.allHint')} />
          <Radio value="chosen" label={t('assign.chosen')} description={t('assign.chosenHint')} />
        </div>
      </Radio.Group>
      {!all && (
        <>
          <Adders onAdd={(added) => setChosen((list) => withAssignment(list, added))} />
          {chosen.length === 0 ? (
            <p className={css.hint}>{t('assign.nobody')}</p>
          ) : (
            <AssignedList
              assignments={chosen}
              onRemove={(gone) => setChosen((list) => withoutAssignment(list, gone))}
            />
          )}
        </>
      )}
      <Meant assignments={wanted} />
      {assign.error !== null && (
        <Notice tone="bad" live>
          {errorText(assign.error)}
        </Notice>
      )}
      <div className={css.formButtons}>
        <Button onClick={closeProfileDialog}>{t('cancel')}</Button>
        <Button
          type="submit"
          variant="filled"
          loading={assign.isPending}
          disabled={sameAssignments(wanted, kept)}
        >
          {t('assign.submit')}
        </Button>
      </div>
    </form>
  );
}

/** How many devices that means now. */
function Meant({ assignments }: { assignments: readonly Assignment[] }) {
  const { t } = useTranslation('profiles');
  const format = useFormat();
  const count = useMeantDevices(assignments);
  const units = assignments.filter(({ kind }) => kind === 'unit').length;
  if (assignments.length === 0 || count === null) return null;
  const values = (n: number) => ({ count: n, n: format.number(n) });
  const onlyUnits = units === assignments.length;
  return (
    <p className={css.hint} role="status">
      {!onlyUnits && t('assign.means', values(count))}{' '}
      {units > 0 && t(onlyUnits ? 'assign.onlyUnits' : 'assign.andUnits', values(units))}
    </p>
  );
}
