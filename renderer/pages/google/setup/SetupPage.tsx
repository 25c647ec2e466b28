import { Badge } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useVaultState } from '../../../queries/google';
import { type ConnectInput, useConnect } from '../../../queries/google-connect';
import { ConnectProgress } from '../connect/ConnectProgress';
import { Notice } from '../parts/Notice';
import { DemoSignIn } from './DemoSignIn';
import { attemptOf, useDraft, type Way } from './draft';
import { GuidedDelegation } from './GuidedDelegation';
import { OwnClient } from './OwnClient';
import { Prerequisites } from './Prerequisites';
import { ServiceAccount } from './ServiceAccount';
import { SetUpDone } from './SetUpDone';
import { type Step, Steps } from './Steps';
import css from './setup.module.css';
import { WayChoice } from './WayChoice';

interface SetupPageProps {
  /** The workspace talks to the demo organisation, which brings its own client. */
  demo: boolean;
  /** An attempt to connect has begun: the page must stay until `onLeave`, even when it succeeds. */
  onBegun: () => void;
  onLeave: () => void;
}

/** Connecting Google, step by step: what is needed, the way in, its details, the sign-in, the success. */
export function SetupPage({ demo, onBegun, onLeave }: SetupPageProps) {
  const { t } = useTranslation('google');
  const [step, setStep] = useState<Step>('prerequisites');
  const [way, setWay] = useState<Way>('signIn');
  const connect = useConnect();
  const shown = shownStep(step, connect.state.kind);
  const begin = (attempt: ConnectInput) => {
    onBegun();
    connect.start(attempt);
  };
  const goTo = (next: Step) => {
    connect.cancel();
    setStep(next);
  };
  return (
    <div className={css.page}>
      <header className={css.header}>
        <h2>{t('setup.title')}</h2>
        {demo ? <Badge color="accent">{t('setup.demoBadge')}</Badge> : null}
      </header>
      {demo ? <p className={css.demoNote}>{t('setup.demoNote')}</p> : null}
      <div className={css.columns}>
        <Steps current={shown} onSelect={goTo} />
        <section className={css.step} aria-live="off">
          <LockedVault />
          {shown === 'prerequisites' ? <Prerequisites onContinue={() => goTo('way')} /> : null}
          {shown === 'way' ? (
            <WayChoice
              way={way}
              demo={demo}
              onChange={setWay}
              onBack={() => goTo('prerequisites')}
              onContinue={() => goTo('details')}
            />
          ) : null}
          <Details
            way={way}
            demo={demo}
            hidden={shown !== 'details'}
            onBack={() => goTo('way')}
            onConnect={begin}
          />
          {shown === 'authorize' ? (
            <ConnectProgress
              connect={connect}
              onChange={() => goTo('details')}
              onOtherWay={() => goTo('way')}
            />
          ) : null}
          {connect.state.kind === 'connected' ? (
            <SetUpDone overview={connect.state.overview} onLeave={onLeave} />
          ) : null}
        </section>
      </div>
    </div>
  );
}

function shownStep(step: Step, kind: ReturnType<typeof useConnect>['state']['kind']): Step {
  if (kind === 'connected') return 'done';
  return kind === 'idle' ? step : 'authorize';
}

interface DetailsProps {
  way: Way;
  demo: boolean;
  hidden: boolean;
  onBack: () => void;
  onConnect: (attempt: ConnectInput) => void;
}

/** The third step. It keeps what was typed while another step is shown. */
function Details({ way, demo, hidden, onBack, onConnect }: DetailsProps) {
  const form = useDraft(way);
  const submit = () => {
    const attempt = attemptOf(form.getValues(), way);
    if (attempt !== null) onConnect(attempt);
  };
  if (hidden) return null;
  if (way === 'guide') return <GuidedDelegation form={form} onBack={onBack} onSubmit={submit} />;
  if (way === 'key') return <ServiceAccount form={form} onBack={onBack} onSubmit={submit} />;
  if (!demo) return <OwnClient form={form} onBack={onBack} onSubmit={submit} />;
  return (
    <DemoSignIn
      onBack={onBack}
      onSubmit={() => onConnect({ way: 'signIn', input: { client: { kind: 'demo' }, endpoints: null } })}
    />
  );
}

/** Tokens need a place to be kept before any are asked for. */
function LockedVault() {
  const { t } = useTranslation('google');
  const vault = useVaultState();
  if (!vault.data || vault.data.kind === 'ready') return null;
  return (
    <Notice tone="warn" title={t('vault.title')}>
      {t('vault.text')}
    </Notice>
  );
}
