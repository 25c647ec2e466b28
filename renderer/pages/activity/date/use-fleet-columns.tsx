import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Device, DeviceColumn } from '../../../../electron/bridge/domain';
import { CopyButton } from '../../devices/CopyButton';
import { StatusSign } from '../../devices/StatusSign';
import { type CellKit, cellText } from '../../devices/table/cell-text';
import { COLUMN_SPECS } from '../../devices/table/columns';
import table from '../../devices/table/table.module.css';
import type { GridColumn } from '../grid/columns';
import { Serial } from '../parts/Serial';
import type { WordKit } from '../words/kit';

const QUIET: ReadonlySet<DeviceColumn> = new Set([
  'orgUnitPath',
  'osVersion',
  'location',
  'notes',
  'autoUpdateUntil',
  'enrolledAt',
  'providerStatus',
]);

/** The columns of the fleet of a date, written as on the Devices page; ages are told as of that date. */
export function useFleetColumns(
  shown: readonly DeviceColumn[],
  at: number,
  { format }: WordKit,
): GridColumn<Device>[] {
  const { t } = useTranslation('devices');
  return useMemo(() => {
    const cells: CellKit = { t, format, now: at };
    return shown.map((column) => fleetColumn(column, cells));
  }, [shown, t, format, at]);
}

function fleetColumn(column: DeviceColumn, kit: CellKit): GridColumn<Device> {
  const { width, least, flexible, align } = COLUMN_SPECS[column];
  const serial = column === 'serial';
  return {
    id: column,
    label: kit.t(`column.${column}`),
    width: serial ? 132 : flexible ? least : width,
    ...(flexible && { share: serial ? 90 : width }),
    ...(align === 'end' && { align }),
    sortable: true,
    className: QUIET.has(column) ? table.quiet : column === 'assetId' ? table.identifier : undefined,
    ...(!serial && { title: (device) => cellText(device, column, kit).title }),
    cell: (device, tabIndex) => {
      if (serial) return <Serial deviceId={device.id} serial={device.serial} tabIndex={tabIndex} />;
      if (column === 'status') return <StatusSign status={device.status} />;
      const { text } = cellText(device, column, kit);
      return (
        <>
          <span className={table.text}>{text}</span>
          {column === 'assetId' && text !== '' && <CopyButton text={text} inTable />}
        </>
      );
    },
  };
}
