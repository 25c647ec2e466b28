import { ActionIcon, Button } from '@mantine/core';
import { IconExternalLink, IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command, Target } from '../../../../electron/bridge/domain';
import { PlatformSign } from '../../../components/PlatformSign';
import { navigate } from '../../../stores/route';
import { CopyButton } from '../../devices/CopyButton';
import { openDevice } from '../../devices/state/place';
import { StateSign } from '../StateSign';
import { useTargetPlace } from '../state';
import { focusTargets } from '../targets/use-target-picking';
import type { Targets } from '../targets/use-targets';
import { familyOfCommand, targetStateText } from '../words';
import { NextSteps } from './NextSteps';
import css from './pane.module.css';
import { TargetFacts } from './TargetFacts';
import { useOpenTarget } from './use-open-target';

interface TargetPaneProps {
  command: Command;
  id: number;
  targets: Targets;
  now: number;
}

/** One device of the command: how it stands, what to do, and all that is known. */
export function TargetPane({ command, id, targets, now }: TargetPaneProps) {
  const { t } = useTranslation('commands');
  const target = useOpenTarget(command.id, id, targets);
  return (
    <aside className={css.pane} aria-label={t('pane.label')} onKeyDown={paneKey}>
      {target !== null && (
        <>
          <PaneHeader command={command} target={target} />
          <div className={css.body}>
            <NextSteps key={target.id} command={command} target={target} />
            <TargetFacts command={command} target={target} now={now} />
          </div>
        </>
      )}
    </aside>
  );
}

function PaneHeader({ command, target }: { command: Command; target: Target }) {
  const { t } = useTranslation('commands');
  const { facts } = target;
  return (
    <header className={css.header}>
      <div className={css.title}>
        <PlatformSign platform={target.facts.platform} size={18} />
        <h2>{facts.model ?? facts.serial ?? facts.providerId}</h2>
        <ActionIcon aria-label={t('pane.close')} title={t('pane.close')} onClick={close}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      <p className={css.who}>
        {facts.serial !== null && (
          <span>
            <span className="mono">{facts.serial}</span>
            <CopyButton text={facts.serial} />
          </span>
        )}
        {facts.user !== null && <span>{facts.user}</span>}
        {facts.orgUnitPath !== null && <span>{facts.orgUnitPath}</span>}
      </p>
      <div className={css.standing}>
        <span role="status">
          <StateSign state={target.state} text={targetStateText(target, familyOfCommand(command), t)} />
        </span>
        <Button
          leftSection={<IconExternalLink size={14} aria-hidden="true" />}
          onClick={() => {
            navigate('devices');
            openDevice(facts.deviceId);
          }}
        >
          {t('pane.device')}
        </Button>
      </div>
    </header>
  );
}

function close(): void {
  useTargetPlace.setState({ openId: null });
  focusTargets();
}

function paneKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.key !== 'Escape') return;
  event.preventDefault();
  close();
}
