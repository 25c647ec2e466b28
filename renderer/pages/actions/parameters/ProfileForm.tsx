import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionSpec, LibraryProfile } from '../../../../electron/bridge/domain';
import { useProfiles } from '../../../queries/profiles';
import { StepForm } from '../StepForm';
import type { Ways } from './ways';

interface ProfileFormProps extends Ways {
  action: 'apple_install_profile' | 'apple_remove_profile';
  /** Id or identifier of the profile chosen before. */
  set: string | null;
}

/** The profile that an action names: its id, or what the device knows it by. */
export function profileIn(spec: ActionSpec | null): string | null {
  if (spec?.action === 'apple_install_profile') return spec.profileId;
  return spec?.action === 'apple_remove_profile' ? spec.identifier : null;
}

/** Which profile of the library is installed or removed. */
export function ProfileForm({ action, set, onNext, onBack }: ProfileFormProps) {
  const { t } = useTranslation('actions');
  const profiles = useProfiles().data ?? [];
  const [chosen, setChosen] = useState(set);
  const profile = profiles.find(({ id, identifier }) => chosen === id || chosen === identifier);
  return (
    <StepForm
      onBack={onBack}
      onNext={() => profile !== undefined && onNext(specOf(action, profile))}
      ready={profile !== undefined}
    >
      <Select
        data-autofocus
        searchable
        label={t('set.profile')}
        placeholder={t('set.profileChoose')}
        nothingFoundMessage={t('set.profileNone')}
        value={profile?.id ?? null}
        data={profiles.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setChosen}
      />
    </StepForm>
  );
}

function specOf(action: ProfileFormProps['action'], { id, name, identifier }: LibraryProfile): ActionSpec {
  return action === 'apple_install_profile' ? { action, profileId: id, name } : { action, identifier };
}
