import { Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InviteResult } from '../../../../electron/bridge/domain';
import { useCurrentWorkspace } from '../../../queries/workspaces';
import { closeInvite, type InviteTarget, useInvite } from '../../../stores/invite';
import { useInviteWork } from '../../../stores/invite-work';
import { InviteForm } from './InviteForm';
import { InviteOutcome } from './InviteOutcome';
import { InviteProgress } from './InviteProgress';

/** What came of it; `stopped`: the admin ended it before all were made. */
export type Outcome = { kind: 'made'; result: InviteResult; mailed: boolean } | { kind: 'stopped' };

/** Says who would be invited and how, makes the invitations, and tells what came of it. */
export function InviteDialog() {
  const target = useInvite((state) => state.target);
  const turn = useInvite((state) => state.turn);
  useOneWorkspace();
  return target === null ? null : <Inviting key={turn} target={target} />;
}

/** What is asked belongs to the workspace it was asked in. */
function useOneWorkspace(): void {
  const id = useCurrentWorkspace()?.id;
  const [began] = useState(id);
  useEffect(() => {
    if (id !== began) closeInvite();
  }, [id, began]);
}

function Inviting({ target }: { target: InviteTarget }) {
  const { t } = useTranslation('invitations');
  const running = useInviteWork((work) => work.running);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  return (
    <Modal
      opened
      onClose={closeInvite}
      title={t('invite.title')}
      size={560}
      closeOnClickOutside={outcome !== null}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {outcome !== null && <InviteOutcome outcome={outcome} />}
      {outcome === null && running !== null && <InviteProgress {...running} />}
      {outcome === null && (
        // It stays while they are being made, so that a refusal finds what was chosen.
        <div hidden={running !== null}>
          <InviteForm target={target} onOutcome={setOutcome} />
        </div>
      )}
    </Modal>
  );
}
