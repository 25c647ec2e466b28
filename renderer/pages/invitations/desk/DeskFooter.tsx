import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format';
import { useInvitation } from '../../../queries/invitations';
import type { DeskQueue } from '../../../stores/desk';
import { nameOf } from '../table/cell-text';
import css from './desk.module.css';
import type { DeskDeed } from './desk-keys';

interface DeskFooterProps {
  queue: DeskQueue;
  canMakePin: boolean;
  onDeed: (deed: DeskDeed) => void;
}

/** Which of how many, who is next, and the keys; each is a button as well. */
export function DeskFooter({ queue, canMakePin, onDeed }: DeskFooterProps) {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const { ids, index } = queue;
  const nextId = ids[index + 1] ?? null;
  const next = useInvitation(nextId);
  const name = next == null ? '' : nameOf(next);
  return (
    <footer className={css.footer}>
      <span className={css.place}>
        {t('desk.place', { place: format.number(index + 1), of: format.number(ids.length) })}
      </span>
      <Key name="←" deed="previous" hidden={index === 0} onDeed={onDeed}>
        {t('desk.previous')}
      </Key>
      <Key name="→" deed="next" hidden={nextId === null} onDeed={onDeed}>
        {t('desk.next', { name })}
      </Key>
      {nextId === null && ids.length > 1 && <span className={css.place}>{t('desk.last')}</span>}
      <Key name="P" deed="pin" hidden={!canMakePin} onDeed={onDeed}>
        {t('desk.makePin')}
      </Key>
      <span className={css.gap} />
      <Key name={t('common:keys.esc')} deed="leave" hidden={false} onDeed={onDeed}>
        {t('desk.leave')}
      </Key>
    </footer>
  );
}

interface KeyProps {
  /** What is written on the key. */
  name: string;
  deed: DeskDeed;
  hidden: boolean;
  onDeed: (deed: DeskDeed) => void;
  children: string;
}

function Key({ name, deed, hidden, onDeed, children }: KeyProps) {
  if (hidden) return null;
  return (
    <button type="button" className={css.key} onClick={() => onDeed(deed)}>
      <kbd>{name}</kbd> {children}
    </button>
  );
}
