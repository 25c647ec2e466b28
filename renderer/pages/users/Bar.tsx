import { IconUserPlus } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { USER_SOURCES, USER_STATES, type UserSource, type UserState } from '../../../electron/bridge/domain';
import { call } from '../../bridge';
import type { UserQuestion } from '../../queries/users';
import { type Chip, ChipBar } from '../activity/filters/ChipBar';
import { SearchField } from '../activity/filters/SearchField';
import { ExportButton } from '../activity/parts/ExportButton';
import { CheckList } from '../devices/filters/CheckList';
import filters from '../devices/filters/filters.module.css';
import { ToolButton } from '../devices/ToolButton';
import { ActionsMenu } from './ActionsMenu';
import { ImportMenu } from './imports/ImportMenu';
import { openUsersDialog } from './state/open';
import { useUsersView } from './state/view';

/** The search and the filters, and what can be done with the whole list. */
export function Bar({ question, count }: { question: UserQuestion; count: number }) {
  const { t, i18n } = useTranslation('users');
  const text = useUsersView((view) => view.text);
  const sources = useUsersView((view) => view.sources);
  const states = useUsersView((view) => view.states);
  const words = { t, language: i18n.language };
  return (
    <ChipBar
      chips={[sourcesChip(sources, words), statesChip(states, words)]}
      onClear={() => useUsersView.setState({ sources: [], states: [] })}
      lead={
        <SearchField
          label={t('search')}
          value={text}
          onChange={(value) => useUsersView.setState({ text: value })}
        />
      }
    >
      <ToolButton
        icon={<IconUserPlus size={15} stroke={1.6} aria-hidden="true" />}
        onClick={() => openUsersDialog('add')}
      >
        {t('menu.add')}
      </ToolButton>
      <ImportMenu />
      <ActionsMenu question={question} count={count} />
      <ExportButton
        disabled={count === 0}
        write={(format, signal) => call('users.export', { query: question, format }, { signal })}
      />
    </ChipBar>
  );
}

interface Words {
  t: TFunction;
  language: string;
}

function sourcesChip(chosen: readonly UserSource[], { t, language }: Words): Chip {
  return {
    name: 'sources',
    label: t('users:filter.name.sources'),
    subject: t('users:filter.subject.sources'),
    object: either(
      chosen.map((source) => t(`users:filter.source.${source}`)),
      language,
    ),
    editor: (
      <CheckList
        label={t('users:filter.name.sources')}
        options={USER_SOURCES.map((value) => ({ value, label: t(`users:source.${value}`), count: null }))}
        chosen={chosen}
        onChange={(values) =>
          useUsersView.setState({ sources: USER_SOURCES.filter((source) => values.includes(source)) })
        }
      />
    ),
    remove: () => useUsersView.setState({ sources: [] }),
  };
}

function statesChip(chosen: readonly UserState[], { t, language }: Words): Chip {
  return {
    name: 'states',
    label: t('users:filter.name.states'),
    subject: t('users:filter.subject.states'),
    object: either(
      chosen.map((state) => t(`users:filter.state.${state}`)),
      language,
    ),
    editor: (
      <>
        <CheckList
          label={t('users:filter.name.states')}
          options={USER_STATES.map((value) => ({ value, label: t(`users:state.${value}`), count: null }))}
          chosen={chosen}
          onChange={(values) =>
            useUsersView.setState({ states: USER_STATES.filter((state) => values.includes(state)) })
          }
        />
        <p className={filters.note}>{t('users:filter.goneHidden')}</p>
      </>
    ),
    remove: () => useUsersView.setState({ states: [] }),
  };
}

function either(names: readonly string[], language: string): string | null {
  return names.length === 0 ? null : new Intl.ListFormat(language, { type: 'disjunction' }).format(names);
}
