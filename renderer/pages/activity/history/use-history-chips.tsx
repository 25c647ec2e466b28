import { HISTORY_FIELDS, HISTORY_KINDS, type HistoryFilter } from '../../../../electron/bridge/domain';
import { useDeviceDetail } from '../../../queries/devices';
import { CheckList } from '../../devices/filters/CheckList';
import type { Chip } from '../filters/ChipBar';
import { DatesEditor } from '../filters/DatesEditor';
import { RunEditor } from '../filters/RunEditor';
import { datesWords, inSentence, listed } from '../filters/words';
import { timeText, wordList } from '../state/params';
import { setParams } from '../state/place';
import type { WordKit } from '../words/kit';

/** The filters of the fleet's timeline as chips. */
export function useHistoryChips(
  filter: HistoryFilter,
  kit: WordKit,
  runTimes: ReadonlyMap<string, number>,
): Chip[] {
  return [
    kindsChip(filter, kit),
    fieldsChip(filter, kit),
    datesChip(filter, kit, 'dates'),
    useDeviceChip(filter, kit),
    runChip(filter, kit, runTimes),
  ];
}

function named(name: 'kinds' | 'fields' | 'dates' | 'device' | 'run', { t }: WordKit) {
  return { name, label: t(`filter.name.${name}`), subject: t(`filter.subject.${name}`) };
}

function kindsChip({ kinds }: HistoryFilter, kit: WordKit): Chip {
  const { t, language } = kit;
  return {
    ...named('kinds', kit),
    object: listed(
      kinds?.map((kind) => inSentence(t(`actions:kind.${kind}`), language)),
      kit,
    ),
    editor: (
      <CheckList
        label={t('filter.name.kinds')}
        options={HISTORY_KINDS.map((value) => ({ value, label: t(`actions:kind.${value}`), count: null }))}
        chosen={kinds ?? []}
        onChange={(chosen) => setParams({ kinds: wordList(chosen) })}
      />
    ),
    remove: () => setParams({ kinds: undefined }),
  };
}

/** Which values changed; the comparison of two syncs has the same filter. */
function fieldsChip({ fields }: HistoryFilter, kit: WordKit): Chip {
  const { t } = kit;
  return {
    ...named('fields', kit),
    object: listed(
      fields?.map((field) => t(`actions:field.${field}`)),
      kit,
    ),
    editor: (
      <CheckList
        label={t('filter.name.fields')}
        options={HISTORY_FIELDS.map((value) => ({ value, label: t(`actions:field.${value}`), count: null }))}
        chosen={fields ?? []}
        onChange={(chosen) => setParams({ fields: wordList(chosen) })}
      />
    ),
    remove: () => setParams({ fields: undefined }),
  };
}

/** A span of days; `subject` names the words before it. */
export function datesChip(
  filter: { from?: number | undefined; to?: number | undefined },
  kit: WordKit,
  subject: 'dates' | 'when',
): Chip {
  const dates = { from: filter.from ?? null, to: filter.to ?? null };
  return {
    ...named('dates', kit),
    subject: kit.t(`filter.subject.${subject}`),
    object: datesWords(dates, kit),
    editor: (
      <DatesEditor
        {...dates}
        onChange={({ from, to }) => setParams({ from: timeText(from), to: timeText(to) })}
      />
    ),
    remove: () => setParams({ from: undefined, to: undefined }),
  };
}

function useDeviceChip({ deviceId }: HistoryFilter, kit: WordKit): Chip {
  const detail = useDeviceDetail(deviceId ?? '');
  const serial = detail?.device.id === deviceId ? detail?.device.serial : null;
  return {
    ...named('device', kit),
    object: deviceId === undefined ? null : (serial ?? kit.t('filter.aDevice')),
    editor: null,
    remove: () => setParams({ device: undefined }),
  };
}

function runChip({ runId }: HistoryFilter, kit: WordKit, runTimes: ReadonlyMap<string, number>): Chip {
  const began = runId === undefined ? undefined : runTimes.get(runId);
  const words = began === undefined ? kit.t('filter.aRun') : kit.moment(began);
  return {
    ...named('run', kit),
    object: runId === undefined ? null : words,
    editor: <RunEditor chosen={runId} kit={kit} onChange={(run) => setParams({ run })} />,
    remove: () => setParams({ run: undefined }),
  };
}
