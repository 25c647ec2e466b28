import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command, Target } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { CopyButton } from '../../devices/CopyButton';
import { changesOf } from '../changes';
import { When } from '../When';
import { endOfTarget, familyOfCommand } from '../words';
import css from './pane.module.css';

interface TargetFactsProps {
  command: Command;
  target: Target;
  now: number;
}

/** All that is known of the target: values before and after, times, the provider’s own words. */
export function TargetFacts({ command, target, now }: TargetFactsProps) {
  return (
    <>
      <Values command={command} target={target} />
      <Times command={command} target={target} now={now} />
      {familyOfCommand(command) === 'apple' ? <AtDevice target={target} /> : <AtProvider target={target} />}
    </>
  );
}

function Values({ command, target }: Omit<TargetFactsProps, 'now'>) {
  const { t } = useTranslation(['commands', 'actions']);
  const changes = changesOf(command.spec, target);
  if (changes.length === 0) return null;
  return (
    <Group title={t('pane.values')}>
      {changes.map(({ field, before, after }) => (
        <Line key={field} name={field === 'unit' ? t('pane.field.unit') : t(`actions:annotation.${field}`)}>
          <del>{before ?? t('targets.none')}</del> → <ins>{after ?? t('targets.none')}</ins>
        </Line>
      ))}
    </Group>
  );
}

const TIMES = ['sentAt', 'checkedAt', 'nextCheckAt', 'expiresAt', 'endedAt'] as const;

function Times({ command, target, now }: TargetFactsProps) {
  const { t } = useTranslation('commands');
  const here = familyOfCommand(command) === 'apple';
  const nameOf = (name: (typeof TIMES)[number], at: number) => {
    const over = name === 'expiresAt' && at <= now ? 'expiredAt' : name;
    return t(here ? [`pane.fieldHere.${over}`, `pane.field.${over}`] : `pane.field.${over}`);
  };
  const format = useFormat();
  const known = TIMES.flatMap((name) => {
    const at = name === 'endedAt' ? endOfTarget(target) : target[name];
    return at === null ? [] : [{ name, at }];
  });
  if (known.length === 0 && target.attempts === 0) return null;
  return (
    <Group title={t('pane.times')}>
      {known.map(({ name, at }) => (
        <Line key={name} name={nameOf(name, at)}>
          <When at={at} now={now} />
        </Line>
      ))}
      {target.attempts > 0 && <Line name={t('pane.field.attempts')}>{format.number(target.attempts)}</Line>}
    </Group>
  );
}

function AtProvider({ target }: { target: Target }) {
  const { t } = useTranslation('commands');
  const { facts, providerCommandId, providerState, providerResult, message } = target;
  const lines = { message, providerState, providerResult };
  return (
    <Group title={t('pane.provider')}>
      {(['message', 'providerState', 'providerResult'] as const).map((name) =>
        lines[name] === null ? null : (
          <Line key={name} name={t(`pane.field.${name}`)}>
            {lines[name]}
          </Line>
        ),
      )}
      {providerCommandId !== null && <IdLine name="providerCommandId" id={providerCommandId} />}
      <IdLine name="providerId" id={facts.providerId} />
    </Group>
  );
}

/** What the device said, and by which ids it is known. */
function AtDevice({ target }: { target: Target }) {
  const { t } = useTranslation(['commands', 'apple']);
  const { facts, providerCommandId, providerState, message } = target;
  return (
    <Group title={t('pane.atDevice')}>
      {message !== null && <Line name={t('targets.column.wordsHere')}>{message}</Line>}
      {providerState !== null && (
        <Line name={t('pane.fieldHere.providerState')}>
          {t(`apple:orders.state.${providerState}`, { defaultValue: providerState })}
        </Line>
      )}
      {providerCommandId !== null && <IdLine name="orderId" id={providerCommandId} />}
      <IdLine name="udid" id={facts.providerId} />
    </Group>
  );
}

function IdLine({ name, id }: { name: 'providerCommandId' | 'providerId' | 'orderId' | 'udid'; id: string }) {
  const { t } = useTranslation('commands');
  return (
    <Line name={t(`pane.field.${name}`)}>
      <span className="mono">{id}</span>
      <CopyButton text={id} />
    </Line>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className={css.group}>{title}</h3>
      <dl className={css.lines}>{children}</dl>
    </section>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={css.line}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
