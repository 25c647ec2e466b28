import { Button, Radio, Switch } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import {
  DEFAULT_REGISTRATION,
  REGISTRATION_MODES,
  type RegistrationSettings,
  registrationModeSchema,
} from '../../../electron/bridge/domain';
import { useRegistration } from '../../queries/registration';
import { useRoute } from '../../stores/route';
import { RegistrationLimit } from './RegistrationLimit';
import { RegistrationNumber } from './RegistrationNumber';
import { RegistrationTerms } from './RegistrationTerms';
import { isUsualRegistration } from './registration-fields';
import { Row, Section } from './Section';
import css from './settings.module.css';
import { useChangeOfRegistration } from './use-change-registration';

/** How people prove who they are, and how long what they are given lasts. Each change applies at once and can be undone. */
export function Registration() {
  const { t } = useTranslation('registration');
  const settings = useRegistration().data?.settings;
  const frame = useRef<HTMLDivElement>(null);
  const wanted = useRoute(({ params }) => params.section === 'registration');
  const shown = settings !== undefined;
  useEffect(() => {
    if (wanted && shown) frame.current?.scrollIntoView({ block: 'start' });
  }, [wanted, shown]);
  if (settings === undefined) return null;
  return (
    <div ref={frame} className={css.anchor}>
      <Section title={t('settings.title')} text={t('settings.text')}>
        <Mode settings={settings} />
        <Pins settings={settings} />
        <RegistrationNumber field="invitationDays" settings={settings} />
        <RegistrationNumber field="ticketMinutes" settings={settings} />
        <RegistrationLimit settings={settings} />
        <Reminders settings={settings} />
        <RegistrationNumber field="passwordLength" settings={settings} />
        <RegistrationNumber field="temporaryPasswordHours" settings={settings} />
        <RegistrationTerms key={JSON.stringify(settings.terms)} terms={settings.terms} />
        {!isUsualRegistration(settings) && <Reset settings={settings} />}
      </Section>
    </div>
  );
}

/** All but the terms as they are in a new workspace. */
function Reset({ settings: { terms } }: { settings: RegistrationSettings }) {
  const { t } = useTranslation('registration');
  const { apply } = useChangeOfRegistration();
  return (
    <div className={css.row}>
      <Button onClick={() => apply({ ...DEFAULT_REGISTRATION, terms }, t('settings.title'))}>
        {t('settings.reset')}
      </Button>
    </div>
  );
}

function Mode({ settings: { mode } }: { settings: RegistrationSettings }) {
  const { t } = useTranslation('registration');
  const { apply } = useChangeOfRegistration();
  const choose = (value: string) => {
    const chosen = registrationModeSchema.safeParse(value);
    if (chosen.success) apply({ mode: chosen.data }, t('settings.mode.label'));
  };
  return (
    <Radio.Group className={css.modes} label={t('settings.mode.label')} value={mode} onChange={choose}>
      <div className={css.modeList}>
        {REGISTRATION_MODES.map((value) => (
          <Radio
            key={value}
            value={value}
            label={t(`settings.mode.${value}`)}
            description={t(`settings.mode.${value}Text`)}
          />
        ))}
      </div>
    </Radio.Group>
  );
}

function Pins({ settings }: { settings: RegistrationSettings }) {
  const { t } = useTranslation('registration');
  const { apply } = useChangeOfRegistration();
  return (
    <>
      <RegistrationNumber field="pinDigits" settings={settings} />
      <RegistrationNumber field="pinHours" settings={settings} />
      <RegistrationNumber field="pinTries.free" settings={settings} />
      <RegistrationNumber field="pinTries.most" settings={settings} />
      <SwitchRow
        name="pinApart"
        checked={settings.pinApart}
        onChange={(pinApart) => apply({ pinApart }, t('settings.pinApart.label'))}
      />
    </>
  );
}

function Reminders({ settings }: { settings: RegistrationSettings }) {
  const { t } = useTranslation('registration');
  const { apply } = useChangeOfRegistration();
  const { reminders } = settings;
  return (
    <>
      <SwitchRow
        name="reminders.on"
        checked={reminders.on}
        onChange={(on) => apply({ reminders: { ...reminders, on } }, t('settings.reminders.on.label'))}
      />
      {reminders.on && (
        <>
          <RegistrationNumber field="reminders.everyHours" settings={settings} />
          <RegistrationNumber field="reminders.most" settings={settings} />
        </>
      )}
    </>
  );
}

interface SwitchRowProps {
  name: 'pinApart' | 'reminders.on';
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function SwitchRow({ name, checked, onChange }: SwitchRowProps) {
  const { t } = useTranslation('registration');
  const id = `registration-${name}`;
  return (
    <Row label={t(`settings.${name}.label`)} text={t(`settings.${name}.text`)} controlId={id}>
      <Switch id={id} checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
    </Row>
  );
}
