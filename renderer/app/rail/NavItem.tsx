import type { TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatRoute, type Page, useRoute } from '../../stores/route';
import css from './rail.module.css';

interface NavItemProps {
  page: Page;
  icon: TablerIcon;
  /** Pages that belong under this one. */
  also?: readonly Page[];
  /** The quiet text at the end: a count, or what waits there. */
  note?: string | undefined;
  attention?: boolean;
  /** False while another line of the rail says where one is, such as a pinned view. */
  mayBeCurrent?: boolean;
  /** Goes there in another way than by the address alone. */
  onOpen?: (() => void) | undefined;
}

/** One place in the rail. */
export function NavItem({ page, icon: Icon, also = [], note, attention = false, ...rest }: NavItemProps) {
  const { t } = useTranslation('common');
  const current = useRoute((route) => route.page);
  const name = t(`pages.${page}`);
  const { mayBeCurrent = true, onOpen } = rest;
  const isCurrent = mayBeCurrent && (current === page || also.includes(current));
  return (
    <a
      className={css.nav}
      href={formatRoute({ page, params: {} })}
      aria-current={isCurrent ? 'page' : undefined}
      title={name}
      draggable={false}
      onClick={(event) => {
        if (onOpen === undefined) return;
        event.preventDefault();
        onOpen();
      }}
    >
      <Icon size={16} stroke={1.6} aria-hidden="true" />
      <span className={css.label}>{name}</span>
      {note !== undefined && (
        <span className={css.note} data-attention={attention || undefined}>
          {note}
        </span>
      )}
    </a>
  );
}
