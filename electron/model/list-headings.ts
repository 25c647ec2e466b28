import type { Annotation } from './action.ts';

/** What a column of a list says: which device it is about, or a value for it. */
export type ListColumn = 'serial' | 'providerId' | Annotation;

/** Headings in English, in French, as Google's API calls the fields and as our own exports write them; see `plainHeading`. */
const HEADINGS: Readonly<Record<ListColumn, readonly string[]>> = {
  serial: ['serial', 'serials', 'serialnumber', 'serialno', 'sn', 'ndeserie', 'nodeserie', 'numerodeserie'],
  providerId: [
    'deviceid',
    'providerid',
    'googledeviceid',
    'directoryapiid',
    'iddelappareil',
    'identifiantdelappareil',
  ],
  assetId: [
    'assetid',
    'assettag',
    'annotatedassetid',
    'ndinventaire',
    'nodinventaire',
    'numerodinventaire',
    'iddelement',
  ],
  user: ['user', 'annotateduser', 'utilisateur'],
  location: ['location', 'annotatedlocation', 'emplacement', 'lieu'],
  notes: ['notes', 'note', 'annotatednotes', 'remarques', 'remarque'],
};

const COLUMN_OF: ReadonlyMap<string, ListColumn> = new Map(
  (['serial', 'providerId', 'assetId', 'user', 'location', 'notes'] as const).flatMap((column) =>
    HEADINGS[column].map((heading) => [heading, column] as const),
  ),
);

/** The column a heading stands for, whatever its case, accents, spaces and signs; null for another. */
export function columnOf(heading: string): ListColumn | null {
  return COLUMN_OF.get(plainHeading(heading)) ?? null;
}

/** A heading as it is compared: its letters a to z and digits, without case and accents. */
export function plainHeading(heading: string): string {
  return heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
