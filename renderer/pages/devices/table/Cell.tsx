// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid cannot be a table element; the grid itself holds the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: a virtual grid cannot be a table element; the grid itself holds the focus
import { memo } from 'react';
import type { Device, DeviceColumn } from '../../../../electron/bridge/domain';
import { PlatformSign } from '../../../components/PlatformSign';
import { CopyButton } from '../CopyButton';
import { StatusSign } from '../StatusSign';
import { type CellKit, cellText } from './cell-text';
import { COLUMN_SPECS } from './columns';
import { pieces } from './highlight';
import styles from './table.module.css';

const SEARCHED: ReadonlySet<DeviceColumn> = new Set(['serial', 'name', 'model', 'user', 'assetId', 'notes']);
const QUIET: ReadonlySet<DeviceColumn> = new Set([
  'orgUnitPath',
  'osVersion',
  'lastSyncAt',
  'location',
  'notes',
  'autoUpdateUntil',
  'enrolledAt',
  'providerStatus',
  'fetchedAt',
]);

interface CellProps {
  device: Device;
  column: DeviceColumn;
  place: number;
  kit: CellKit;
  words: readonly string[];
}

/** One cell: words first, the exact value in the tooltip, nothing where there is no value. */
export const Cell = memo(function Cell({ device, column, place, kit, words }: CellProps) {
  const { text, title, late } = cellText(device, column, kit);
  const identifier = column === 'serial' || column === 'assetId';
  const names = [styles.cell];
  if (identifier) names.push(styles.identifier);
  if (COLUMN_SPECS[column].align === 'end') names.push(styles.end);
  if (late) names.push(styles.late);
  else if (QUIET.has(column)) names.push(styles.quiet);
  return (
    <div role="gridcell" aria-colindex={place} className={names.join(' ')} title={title}>
      {column === 'model' && text !== '' && (
        <PlatformSign platform={device.platform} className={styles.platform} size={14} />
      )}
      {column === 'status' ? (
        <StatusSign status={device.status} />
      ) : (
        <span className={styles.text}>
          {SEARCHED.has(column) ? <Highlighted text={text} words={words} /> : text}
        </span>
      )}
      {identifier && text !== '' && <CopyButton text={text} inTable />}
    </div>
  );
});

function Highlighted({ text, words }: { text: string; words: readonly string[] }) {
  if (words.length === 0 || text === '') return text;
  return pieces(text, words).map((piece, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no identity but their place
    piece.hit ? <mark key={at}>{piece.text}</mark> : piece.text,
  );
}
