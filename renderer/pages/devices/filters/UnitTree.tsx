import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format';
import styles from './filters.module.css';
import type { UnitLine } from './unit-tree';

export interface UnitTreeProps {
  lines: readonly UnitLine[];
  /** How many devices each unit has; null until counted. */
  counts: ReadonlyMap<string, number> | null;
  chosen: string | null;
  opened: ReadonlySet<string>;
  /** While searching, paths say where a unit is. */
  withPath: boolean;
  onChoose: (id: string) => void;
  onOpen: (id: string, open: boolean) => void;
}

/** The tree of units: arrows walk and open, Enter chooses. */
export function UnitTree(props: UnitTreeProps) {
  const { t } = useTranslation('devices');
  const { lines, chosen } = props;
  const [focused, setFocused] = useState<string | null>(chosen);
  const stop = lines.some(({ unit }) => unit.id === focused) ? focused : (lines[0]?.unit.id ?? null);
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const at = lines.findIndex(({ unit }) => unit.id === stop);
    const line = lines[at];
    const next = event.key === 'ArrowDown' ? lines[at + 1] : event.key === 'ArrowUp' ? lines[at - 1] : null;
    if (line === undefined) return;
    if (event.key === 'ArrowRight' && line.hasChildren) props.onOpen(line.unit.id, true);
    else if (event.key === 'ArrowLeft') props.onOpen(line.unit.id, false);
    else if (event.key === 'Enter' || event.key === ' ') props.onChoose(line.unit.id);
    else if (next != null) {
      setFocused(next.unit.id);
      event.currentTarget.querySelector<HTMLElement>(`[data-unit="${CSS.escape(next.unit.id)}"]`)?.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <div role="tree" aria-label={t('filter.name.orgUnit')} className={styles.list} onKeyDown={walk}>
      {lines.map((line) => (
        <UnitItem
          key={line.unit.id}
          {...props}
          line={line}
          tabIndex={line.unit.id === stop ? 0 : -1}
          onFocus={() => setFocused(line.unit.id)}
        />
      ))}
    </div>
  );
}

interface UnitItemProps extends UnitTreeProps {
  line: UnitLine;
  tabIndex: number;
  onFocus: () => void;
}

function UnitItem({ line, tabIndex, onFocus, ...props }: UnitItemProps) {
  const { unit, depth, hasChildren } = line;
  const { t } = useTranslation('devices');
  const format = useFormat();
  const count = props.counts === null ? undefined : (props.counts.get(unit.id) ?? 0);
  const name = unit.parentId === null && unit.name === '/' ? t('filter.wholeOrganisation') : unit.name;
  const isOpen = props.opened.has(unit.id);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys
    <div
      role="treeitem"
      tabIndex={tabIndex}
      data-unit={unit.id}
      aria-level={depth + 1}
      aria-selected={unit.id === props.chosen}
      aria-expanded={hasChildren ? isOpen : undefined}
      className={styles.option}
      style={{ paddingLeft: 6 + depth * 16 }}
      onFocus={onFocus}
      onClick={() => props.onChoose(unit.id)}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: ← and → do the same */}
      <span
        className={styles.twist}
        onClick={(event) => {
          if (!hasChildren) return;
          event.stopPropagation();
          props.onOpen(unit.id, !isOpen);
        }}
      >
        {hasChildren && <Chevron size={13} aria-hidden />}
      </span>
      <span className={styles.optionName}>{props.withPath ? unit.path : name}</span>
      {count !== undefined && <span className={styles.optionCount}>{format.number(count)}</span>}
    </div>
  );
}
