import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { report } from '../../components/report';
import { useFormat } from '../../format';
import { useDemoControls, useSetFault } from '../../queries/demo';
import { Row, Section } from './Section';
import css from './settings.module.css';

/** The demo organisation: where it answers, and the ways in which it can be told to misbehave. */
export function DemoFaults() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const controls = useDemoControls().data;
  if (controls == null) return null;
  return (
    <Section title={t('demo.title')} text={t('demo.text')}>
      <Row label={t('demo.address')} text={<code className={css.path}>{controls.address}</code>} />
      <Row
        label={t('demo.devices')}
        text={t('demo.deviceCount', { count: controls.devices, n: format.number(controls.devices) })}
      />
      {controls.faults.map(({ name, on }) => (
        <FaultRow key={name} name={name} on={on} />
      ))}
    </Section>
  );
}

function FaultRow({ name, on }: { name: string; on: boolean }) {
  const { t, i18n } = useTranslation('settings');
  const set = useSetFault();
  const known = i18n.exists(`settings:demo.fault.${name}`);
  const id = `fault-${name}`;
  return (
    <Row
      label={known ? t(`demo.fault.${name}.title`) : name}
      text={known ? t(`demo.fault.${name}.text`) : undefined}
      controlId={id}
    >
      <Switch
        id={id}
        checked={on}
        disabled={set.isPending}
        onChange={(event) =>
          set.mutate({ fault: name, on: event.currentTarget.checked }, { onError: report })
        }
      />
    </Row>
  );
}
