import { Menu } from '@mantine/core';
import { IconMailForward, IconQrcode } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { report } from '../../components/report';
import { useFormat } from '../../format';
import { type InvitationQuestion, useInvitationCounts } from '../../queries/invitations';
import { useMailCounts } from '../../queries/mails';
import { useUserCount } from '../../queries/users';
import { openInvite } from '../../stores/invite';
import { navigate } from '../../stores/route';
import { SearchField } from '../activity/filters/SearchField';
import styles from '../commands/commands.module.css';
import { ToolButton } from '../devices/ToolButton';
import { ChipStrip } from './ChipStrip';
import { MAIL_FILTERS, mailChips, openCount, stateChips, sumOf } from './counts';
import { openDeskFor } from './desk/open-desk';
import css from './invitations.module.css';
import { MailStateSign } from './signs/MailSign';
import { StateSign } from './signs/StateSign';
import { toggleMail, toggleState, useInvitationsView } from './state/view';

/** The search, the states with their counts, and what can be done with the whole list. */
export function Bar({ question }: { question: InvitationQuestion }) {
  const { t } = useTranslation('invitations');
  const text = useInvitationsView((view) => view.text);
  return (
    <section className={`${styles.bar} ${css.bar}`} aria-label={t('filter.label')}>
      <SearchField
        label={t('search')}
        value={text}
        onChange={(value) => useInvitationsView.setState({ text: value })}
      />
      <ChipStrip>
        <Chips />
      </ChipStrip>
      <div className={styles.right}>
        <InviteMenu />
        <DeskButton question={question} />
      </div>
    </section>
  );
}

function Chips() {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const counts = useInvitationCounts();
  const mails = useMailCounts(MAIL_FILTERS);
  const states = useInvitationsView((view) => view.states);
  const mail = useInvitationsView((view) => view.mail);
  if (counts === null || sumOf(counts.states) === 0) return null;
  return (
    <>
      <Chip
        pressed={states.length === 0 && mail.length === 0}
        onClick={() => useInvitationsView.setState({ states: [], mail: [] })}
      >
        {t('filter.all')} <Figure>{format.number(sumOf(counts.states))}</Figure>
      </Chip>
      {stateChips(counts, states).map(({ state, count }) => (
        <Chip key={state} pressed={states.includes(state)} onClick={() => toggleState(state)}>
          <StateSign state={state} /> <Figure>{format.number(count)}</Figure>
        </Chip>
      ))}
      {mailChips(mails, mail).map(({ states: group, count }) => (
        <Chip
          key={group[0]}
          pressed={group.every((state) => mail.includes(state))}
          onClick={() => toggleMail(group)}
        >
          <MailStateSign state={group[0]} text={t(`filter.mail.${group[0]}`)} />{' '}
          <Figure>{format.number(count)}</Figure>
        </Chip>
      ))}
    </>
  );
}

function Chip(props: { pressed: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className={styles.chip} aria-pressed={props.pressed} onClick={props.onClick}>
      {props.children}
    </button>
  );
}

function Figure({ children }: { children: string }) {
  return <span className={styles.figure}>{children}</span>;
}

/** Inviting begins with people: all of them, or those picked under Users. */
function InviteMenu() {
  const { t } = useTranslation('invitations');
  const format = useFormat();
  const users = useUserCount() ?? 0;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ToolButton icon={<IconMailForward size={15} stroke={1.6} aria-hidden="true" />}>
          {t('bar.invite')}
        </ToolButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => navigate('users')}>{t('bar.pick')}</Menu.Item>
        {users > 0 && (
          <Menu.Item onClick={() => openInvite({ kind: 'question', question: null })}>
            {t('bar.everybody', { count: users, n: format.number(users) })}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The desk for what the list shows. */
function DeskButton({ question }: { question: InvitationQuestion }) {
  const { t } = useTranslation('invitations');
  const counts = useInvitationCounts();
  if (counts === null || openCount(counts) === 0) return null;
  return (
    <ToolButton
      icon={<IconQrcode size={15} stroke={1.6} aria-hidden="true" />}
      title={t('bar.deskHint')}
      onClick={() => void openDeskFor(question).catch(report)}
    >
      {t('bar.desk')}
    </ToolButton>
  );
}
