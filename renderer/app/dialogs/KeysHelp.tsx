import { useTranslation } from 'react-i18next';
import { modKey } from '../platform';
import css from './dialogs.module.css';

const KEYS = [
  { name: 'palette', keys: ['mod', 'K'] },
  { name: 'search', keys: ['/'] },
  { name: 'move', keys: ['↑', '↓'] },
  { name: 'open', keys: ['enter'] },
  { name: 'select', keys: ['space'] },
  { name: 'selectAll', keys: ['mod', 'A'] },
  { name: 'undo', keys: ['mod', 'Z'] },
  { name: 'close', keys: ['esc'] },
  { name: 'help', keys: ['?'] },
] as const;

/** The keys and what they do. */
export function KeysHelp() {
  const { t } = useTranslation('common');
  const nameOf = (key: string) => {
    if (key === 'mod') return modKey(t);
    return ['enter', 'space', 'esc'].includes(key) ? t(`keys.${key}`) : key;
  };
  return (
    <dl className={css.keys}>
      {KEYS.map(({ name, keys }) => (
        <div key={name}>
          <dt>{t(`keys.does.${name}`)}</dt>
          <dd>
            {keys.map((key) => (
              <kbd key={key}>{nameOf(key)}</kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
