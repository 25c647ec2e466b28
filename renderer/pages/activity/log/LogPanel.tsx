import { IconListDetails, IconShieldCheck } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { AUDIT_DEEDS, type AuditRow, type AuditVerdict } from '../../../../electron/bridge/domain';
import { call } from '../../../bridge';
import { report } from '../../../components/report';
import { useNow } from '../../../components/use-now';
import { type AuditFilter, useAuditLog, useAuditVerify } from '../../../queries/audit';
import type { RouteParams } from '../../../stores/route';
import { CheckList } from '../../devices/filters/CheckList';
import { ToolButton } from '../../devices/ToolButton';
import { type Chip, ChipBar } from '../filters/ChipBar';
import { SearchField } from '../filters/SearchField';
import { inSentence, listed } from '../filters/words';
import { datesChip } from '../history/use-history-chips';
import { Empty } from '../parts/Empty';
import { ExportButton } from '../parts/ExportButton';
import { Table } from '../parts/Table';
import { auditFilterOf, textList } from '../state/params';
import { setParams } from '../state/place';
import { useWordKit, type WordKit } from '../words/kit';
import { deedWords } from './detail';
import css from './log.module.css';
import { useLogColumns } from './use-log-columns';
import { Verdict } from './Verdict';

const AGES_EVERY_MS = 30_000;
const NO_FILTERS = { text: undefined, deeds: undefined, from: undefined, to: undefined };
const idOf = ({ seq }: AuditRow) => String(seq);
const hashOf = ({ hash }: AuditRow) => hash;

/** What was done with this console: who, when, from where, how it ended; and the proof that nothing was changed. */
export function LogPanel({ params }: { params: RouteParams }) {
  const kit = useWordKit(useNow(AGES_EVERY_MS));
  const { t } = kit;
  const filter = useMemo(() => auditFilterOf(params), [params]);
  const rows = useAuditLog(filter);
  const chips = [deedsChip(filter, kit), datesChip(filter, kit, 'when')];
  const isFiltered = filter.text !== undefined || chips.some(({ object }) => object !== null);
  const [checked, setChecked] = useState<{ verdict: AuditVerdict; at: number } | null>(null);
  const columns = useLogColumns(kit, checked?.verdict.broken?.seq ?? null);
  return (
    <>
      <ChipBar
        chips={chips}
        onClear={() => setParams({ ...NO_FILTERS, text: filter.text })}
        lead={
          <SearchField
            label={t('search.log')}
            value={filter.text ?? ''}
            onChange={(text) => setParams({ text })}
          />
        }
      >
        <VerifyButton kit={kit} onVerdict={(verdict) => setChecked({ verdict, at: Date.now() })} />
        <ExportButton
          disabled={rows.count === 0}
          write={(format, signal) => call('audit.export', { filter, format }, { signal })}
        />
      </ChipBar>
      {checked === null ? <p className={css.about}>{t('log.about')}</p> : <Verdict {...checked} kit={kit} />}
      <Table
        name="log"
        label={t('log.label')}
        columns={columns}
        rows={rows}
        idOf={idOf}
        copyOf={hashOf}
        empty={
          <Empty
            icon={IconListDetails}
            title={t(isFiltered ? 'filter.nothing.title' : 'log.empty.title')}
            text={t(isFiltered ? 'filter.nothing.text' : 'log.empty.text')}
            {...(isFiltered && {
              action: { label: t('filter.nothing.action'), run: () => setParams(NO_FILTERS) },
            })}
          />
        }
      />
    </>
  );
}

function VerifyButton({ kit, onVerdict }: { kit: WordKit; onVerdict(verdict: AuditVerdict): void }) {
  const { t } = kit;
  const verify = useAuditVerify();
  return (
    <ToolButton
      icon={<IconShieldCheck size={15} stroke={1.6} aria-hidden />}
      disabled={verify.isPending}
      title={verify.isPending ? t('log.verifying') : t('log.about')}
      onClick={() => verify.mutate(undefined, { onSuccess: onVerdict, onError: report })}
    >
      {t('log.verify')}
    </ToolButton>
  );
}

function deedsChip({ deeds }: AuditFilter, kit: WordKit): Chip {
  const { t, language } = kit;
  return {
    name: 'deeds',
    label: t('filter.name.deeds'),
    subject: t('filter.subject.deeds'),
    object: listed(
      deeds?.map((deed) => inSentence(deedWords(deed, kit), language)),
      kit,
    ),
    editor: (
      <CheckList
        label={t('filter.name.deeds')}
        options={AUDIT_DEEDS.map((value) => ({ value, label: deedWords(value, kit), count: null }))}
        chosen={deeds ?? []}
        onChange={(chosen) => setParams({ deeds: textList(chosen) })}
      />
    ),
    remove: () => setParams({ deeds: undefined }),
  };
}
