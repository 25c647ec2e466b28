import { Button } from '@mantine/core';
import { IconBrandGoogle, IconFlask, type TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEnterWorkspace } from '../../app/use-enter-workspace';
import { openDialog } from '../../stores/dialog';
import css from './start.module.css';

const PROMISES = ['local', 'honest', 'secret'] as const;

/** The first thing one sees: what Muster is, and the choice between the demo and the real thing. */
export function Welcome() {
  const { t } = useTranslation('start');
  const enter = useEnterWorkspace();
  return (
    <>
      <header className={css.intro}>
        <h2>{t('welcome.title')}</h2>
        <p>{t('welcome.text')}</p>
      </header>
      <div className={css.ways}>
        <Way
          icon={IconFlask}
          title={t('demo.title')}
          text={t('demo.text')}
          facts={[t('demo.fact1'), t('demo.fact2')]}
        >
          <Button onClick={enter.exploreDemo} loading={enter.busy}>
            {t('demo.action')}
          </Button>
        </Way>
        <Way
          icon={IconBrandGoogle}
          title={t('google.title')}
          text={t('google.text')}
          facts={[t('google.fact1'), t('google.fact2')]}
        >
          <Button variant="filled" onClick={() => openDialog({ kind: 'create', next: 'google' })}>
            {t('google.action')}
          </Button>
        </Way>
      </div>
      <ul className={css.promises}>
        {PROMISES.map((name) => (
          <li key={name}>
            <b>{t(`promise.${name}.title`)}</b>
            <span>{t(`promise.${name}.text`)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

interface WayProps {
  icon: TablerIcon;
  title: string;
  text: string;
  facts: readonly string[];
  children: ReactNode;
}

function Way({ icon: Icon, title, text, facts, children }: WayProps) {
  return (
    <section className={css.way}>
      <h3>
        <Icon size={18} stroke={1.6} aria-hidden="true" />
        {title}
      </h3>
      <p>{text}</p>
      <ul>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <div className={css.wayAction}>{children}</div>
    </section>
  );
}
