import { chromeosRecordSchema } from '../../model/chromeos-record.ts';
import type { TargetFacts } from '../../model/command.ts';
import type { Db } from '../database/connect.ts';
import type { Local, ReadCalls } from '../rpc.ts';

type Reads = Pick<Local<ReadCalls>, 'devices.facts' | 'devices.bySerials' | 'devices.byProviderIds'>;
type Row = Omit<TargetFacts, 'annotations' | 'supervised'> & {
  body: string | null;
  supervised: 0 | 1 | null;
};

/** The fields that can be written back. The user column may hold who used the device last: it is no annotation. */
const annotationsSchema = chromeosRecordSchema.pick({
  annotatedUser: true,
  annotatedLocation: true,
  annotatedAssetId: true,
  notes: true,
});

/** Of Macs it means nothing here. Only asked of the others: SQLite looks into no Chromebook’s document for it. */
const SUPERVISED = `iif(d.platform IN ('ios', 'ipados'), coalesce(json_extract(o.body, '$.information.IsSupervised'),
  json_extract(o.body, '$.authenticate.IsSupervised')), NULL)`;

const FACTS = `SELECT d.id AS deviceId, d.provider_id AS providerId, d.serial, d.model, d.user,
    d.org_unit_id AS orgUnitId, d.org_unit_path AS orgUnitPath, d.provider_status AS providerStatus,
    d.os_version AS osVersion, d.enrolled_at AS enrolledAt, d.vanished_at AS vanishedAt, d.platform,
    iif(d.platform = 'chromeos', o.body, NULL) AS body, ${SUPERVISED} AS supervised
  FROM json_each(?) i CROSS JOIN devices d ON d.id = i.value JOIN documents o ON o.seq = d.document
  ORDER BY i.key`;
/** The index over serials knows no case; the second comparison lets the very same serial through alone. */
const LIVE = `SELECT d.serial, d.id FROM json_each(?) i CROSS JOIN devices d
  WHERE d.vanished_at IS NULL AND d.serial COLLATE NOCASE = i.value AND d.serial = i.value ORDER BY i.key, d.seq`;
const VANISHED = `SELECT d.serial, d.id FROM json_each(?) i CROSS JOIN devices d
  WHERE d.vanished_at IS NOT NULL AND d.serial = i.value ORDER BY i.key, d.seq`;
const BY_PROVIDER = `SELECT d.provider_id AS providerId, d.id FROM json_each(?) i CROSS JOIN devices d
  WHERE d.provider_id = i.value AND d.connection IN (SELECT seq FROM connections) ORDER BY i.key`;

/** What reads for the freezing of targets answer; see DeviceReads. */
export function targetReads(db: Db): Reads {
  const facts = db.prepare<[string], Row>(FACTS);
  const live = db.prepare<[string], { serial: string; id: string }>(LIVE);
  const vanished = db.prepare<[string], { serial: string; id: string }>(VANISHED);
  const byProvider = db.prepare<[string], { providerId: string; id: string }>(BY_PROVIDER);
  return {
    'devices.facts': (ids) => facts.all(JSON.stringify(ids)).map(factsOf),
    'devices.bySerials': (serials) => {
      const asked = JSON.stringify([...new Set(serials)]);
      return [
        ...live.all(asked).map(({ serial, id }) => ({ serial, id, vanished: false })),
        ...vanished.all(asked).map(({ serial, id }) => ({ serial, id, vanished: true })),
      ];
    },
    'devices.byProviderIds': (ids) => byProvider.all(JSON.stringify([...new Set(ids)])),
  };
}

const NO_ANNOTATIONS: TargetFacts['annotations'] = { assetId: null, user: null, location: null, notes: null };

function factsOf({ body, supervised, ...row }: Row): TargetFacts {
  const known = { ...row, supervised: supervised === null ? null : supervised === 1 };
  if (body === null) return { ...known, annotations: NO_ANNOTATIONS };
  const { annotatedUser, annotatedLocation, annotatedAssetId, notes } = annotationsSchema.parse(
    JSON.parse(body),
  );
  const annotations = { assetId: annotatedAssetId, user: annotatedUser, location: annotatedLocation, notes };
  return { ...known, annotations };
}
