import type { FleetAtInput } from '../../../../electron/bridge/domain';
import { UnitChooser } from '../../devices/filters/UnitChooser';
import { setParams } from '../state/place';

/** The unit the fleet of that date is restricted to. */
export function UnitPicker({ chosen }: { chosen: FleetAtInput['filter']['orgUnit'] }) {
  return (
    <UnitChooser
      chosen={chosen}
      onChoose={({ id, withChildren }) => setParams({ unit: id, below: withChildren ? undefined : 'no' })}
    />
  );
}
