import { Button } from '@mantine/core';
import { IconCircleCheck, IconCommand, IconSearchOff, type TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../stores/route';
import css from './commands.module.css';

type Kind = 'all' | 'open' | 'attention' | 'gone' | 'targets';

const SIGNS: Readonly<Record<Kind, TablerIcon>> = {
  all: IconCommand,
  open: IconCircleCheck,
  attention: IconCircleCheck,
  gone: IconSearchOff,
  targets: IconSearchOff,
};

/** What stands in the place of rows when there are none, with the next step. */
export function Empty({ kind, onAction }: { kind: Kind; onAction?: () => void }) {
  const { t } = useTranslation('commands');
  const Sign = SIGNS[kind];
  const go = () => (kind === 'all' ? navigate('devices') : navigate('commands', {}, true));
  return (
    <div className={css.empty} role="status">
      <Sign size={28} stroke={1.3} aria-hidden="true" />
      <h2>{t(`empty.${kind}.title`)}</h2>
      <p>{t(`empty.${kind}.text`)}</p>
      <Button variant={kind === 'all' ? 'filled' : 'default'} onClick={onAction ?? go}>
        {t(`empty.${kind}.action`)}
      </Button>
    </div>
  );
}
