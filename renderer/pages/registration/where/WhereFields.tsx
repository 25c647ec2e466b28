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
      <Advanced form={form} startsOpen={settings.publicPort !== null} />
    </>
  );
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

function Port({ form, field }: { form: WhereForm; field: 'peoplePort' | 'devicesPort' | 'publicPort' }) {
  const { t } = useTranslation('registration');
  const { draft, problem, type } = form;
  return (
    <TextInput
      label={t(`where.${field}`)}
      description={t(`where.${field}Hint`)}
      inputMode="numeric"
      autoComplete="off"
      value={draft[field]}
      error={problem(field)}
      placeholder={field === 'publicPort' ? draft.peoplePort : ''}
      onChange={(event) => type(field, event.currentTarget.value)}
    />
  );
}

/** What only those need who have a router or a proxy in between. */
function Advanced({ form, startsOpen }: { form: WhereForm; startsOpen: boolean }) {
  const { t } = useTranslation('registration');
  const id = useId();
  const [chosen, setChosen] = useState(startsOpen);
  const open = chosen || form.problem('publicPort') !== undefined;
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
      </div>
    </div>
  );
}
