import { Autocomplete, Select, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListenerOverview } from '../../../../electron/bridge/domain';
import { Notice } from '../../google/parts/Notice';
import { fieldId } from '../go-to';
import css from '../registration.module.css';
import { EVERYWHERE, EVERYWHERE_4, hostsOf, leadsAstray, namesOf, ONLY_HERE, reachOf } from './reach';
import type { WhereForm } from './use-where-form';

interface WhereFieldsProps {
  overview: ListenerOverview;
  form: WhereForm;
}

/** The fields, with what the choice exposes. */
export function WhereFields({ overview, form }: WhereFieldsProps) {
  const { t } = useTranslation('registration');
  const { draft, type, problem } = form;
  const { interfaces, settings } = overview;
  const reach = reachOf(draft.host);
  return (
    <>
      <Select
        id={fieldId('host')}
        label={t('where.host')}
        value={draft.host}
        error={problem('host')}
        data={useHosts(overview)}
        onChange={(host) => host !== null && type('host', host)}
      />
      <Notice tone={reach === 'alone' || reach === 'network' ? 'info' : 'warn'}>
        {t(`where.reach.${reach}`, { address: draft.host, name: nameAt(interfaces, draft.host) })}
      </Notice>
      <Autocomplete
        id={fieldId('publicName')}
        label={t('where.publicName')}
        description={t('where.publicNameHint')}
        value={draft.publicName}
        error={problem('publicName')}
        autoComplete="off"
        spellCheck={false}
        data={namesOf(interfaces, draft.host)}
        filter={({ options }) => options}
        onChange={(name) => type('publicName', name)}
      />
      {leadsAstray(draft) && <Notice tone="warn">{t('where.astray', { name: draft.publicName })}</Notice>}
      <div className={css.ports}>
        <Port form={form} field="peoplePort" />
        <Port form={form} field="devicesPort" />
      </div>
      <Advanced form={form} startsOpen={hasPublicPort(settings)} />
    </>
  );
}

function hasPublicPort({ publicPort, publicDevicesPort }: ListenerOverview['settings']): boolean {
  return publicPort !== null || publicDevicesPort !== null;
}

function useHosts({ interfaces, settings }: ListenerOverview) {
  const { t } = useTranslation('registration');
  const hosts = hostsOf(interfaces, settings.host).map(({ address, name }) => ({
    value: address,
    label: name === null ? t('where.gone', { address }) : t('where.at', { address, name }),
  }));
  return [
    { value: ONLY_HERE, label: t('where.onlyHere') },
    ...hosts,
    { value: EVERYWHERE_4, label: t('where.everywhere4') },
    { value: EVERYWHERE, label: t('where.everywhere') },
  ];
}

function nameAt(interfaces: ListenerOverview['interfaces'], host: string): string {
  return interfaces.find(({ address }) => address === host)?.name ?? host;
}

type PortField = 'peoplePort' | 'devicesPort' | 'publicPort' | 'publicDevicesPort';

/** The port that stands in the place of a public one that is not given. */
const BEHIND: Partial<Record<PortField, 'peoplePort' | 'devicesPort'>> = {
  publicPort: 'peoplePort',
  publicDevicesPort: 'devicesPort',
};

function Port({ form, field }: { form: WhereForm; field: PortField }) {
  const { t } = useTranslation('registration');
  const { draft, problem, type } = form;
  const behind = BEHIND[field];
  return (
    <TextInput
      id={fieldId(field)}
      label={t(`where.${field}`)}
      description={t(`where.${field}Hint`)}
      inputMode="numeric"
      autoComplete="off"
      value={draft[field]}
      error={problem(field)}
      placeholder={behind === undefined ? '' : draft[behind]}
      onChange={(event) => type(field, event.currentTarget.value)}
    />
  );
}

/** What only those need who have a router or a proxy in between. */
function Advanced({ form, startsOpen }: { form: WhereForm; startsOpen: boolean }) {
  const { t } = useTranslation('registration');
  const id = useId();
  const [chosen, setChosen] = useState(startsOpen);
  const wrong = form.problem('publicPort') ?? form.problem('publicDevicesPort');
  const open = chosen || wrong !== undefined;
  const Icon = open ? IconChevronDown : IconChevronRight;
  return (
    <div>
      <UnstyledButton
        className={css.more}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setChosen(!open)}
      >
        <Icon size={14} aria-hidden="true" /> {t('where.advanced')}
      </UnstyledButton>
      <div id={id} className={css.moreBody} hidden={!open}>
        <Port form={form} field="publicPort" />
        <Port form={form} field="publicDevicesPort" />
      </div>
    </div>
  );
}
