import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInvitation, useNewPin } from '../../../queries/invitations';
import { useCurrentWorkspace } from '../../../queries/workspaces';
import { callNext, closeDesk, type DeskQueue, useDesk } from '../../../stores/desk';
import { nameOf } from '../table/cell-text';
import { DeskFooter } from './DeskFooter';
import css from './desk.module.css';
import { type DeskDeed, deedOf } from './desk-keys';
import { Person } from './Person';
import { useCards } from './use-cards';
import { useFullScreen } from './use-full-screen';

/** The desk, over the whole window: one person after the other, black on white, to be read from two metres away. */
export function Desk() {
  const queue = useDesk((state) => state.queue);
  useOneWorkspace();
  return queue === null ? null : <DeskWindow queue={queue} />;
}

/** The people called are those of one workspace. */
function useOneWorkspace(): void {
  const id = useCurrentWorkspace()?.id;
  const [began] = useState(id);
  useEffect(() => {
    if (id !== began) closeDesk();
  }, [id, began]);
}

function DeskWindow({ queue }: { queue: DeskQueue }) {
  const { t } = useTranslation('invitations');
  const frame = useRef<HTMLDivElement>(null);
  const id = queue.ids[queue.index] ?? '';
  const cards = useCards(id);
  const live = useInvitation(id);
  const newPin = useNewPin();
  const { state } = cards;
  const invitation = live ?? (state.kind === 'card' ? state.card.invitation : null);
  const hasPin = state.kind === 'card' && state.card.pin.kind === 'known';
  const makePin = () => {
    if (!hasPin || newPin.isPending) return;
    newPin.mutate(id, { onSuccess: ({ pin, until }) => cards.addPin(pin, until) });
  };
  const act = (deed: DeskDeed) => {
    if (deed === 'leave') closeDesk();
    else if (deed === 'pin') makePin();
    else callNext(deed === 'next' ? 1 : -1);
  };
  useFullScreen(frame, closeDesk);
  return (
    <ModalFrame label={t('desk.label')} onDeed={act}>
      <div ref={frame} className={css.desk} tabIndex={-1} data-autofocus>
        <Person
          key={id}
          state={state}
          invitation={invitation}
          pinError={newPin.variables === id ? newPin.error : null}
          onAgain={cards.again}
        />
        <DeskFooter queue={queue} canMakePin={hasPin} onDeed={act} />
        <p className="visually-hidden" role="status">
          {invitation === null
            ? ''
            : t('desk.announced', {
                name: nameOf(invitation),
                place: queue.index + 1,
                of: queue.ids.length,
              })}
        </p>
      </div>
    </ModalFrame>
  );
}

interface ModalFrameProps {
  label: string;
  onDeed: (deed: DeskDeed) => void;
  children: React.ReactNode;
}

/** Lies over everything and hears every key; what is below can be neither reached nor read. */
function ModalFrame({ label, onDeed, children }: ModalFrameProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    element.showModal();
    element.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => element.close();
  }, []);
  const hear = (event: KeyboardEvent) => {
    event.stopPropagation();
    const deed = deedOf(event);
    if (deed === null || isPressing(event)) return;
    event.preventDefault();
    onDeed(deed);
  };
  return (
    <dialog
      ref={dialog}
      className={css.modal}
      aria-label={label}
      onCancel={(event) => event.preventDefault()}
      onKeyDown={hear}
    >
      {children}
    </dialog>
  );
}

/** A button that has the focus is what Enter and space press. */
function isPressing({ key, target }: KeyboardEvent): boolean {
  return (key === 'Enter' || key === ' ') && target instanceof HTMLButtonElement;
}
