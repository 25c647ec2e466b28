import { useCurrentWorkspace } from '../../queries/workspaces';
import { About } from './About';
import { Actions } from './Actions';
import { Appearance } from './Appearance';
import { Data } from './Data';
import { DemoFaults } from './DemoFaults';
import { Registration } from './Registration';
import { Security } from './Security';
import css from './settings.module.css';
import { Workspaces } from './Workspaces';

/** What a person can set: on this machine first, then in the open workspace. */
export function SettingsPage() {
  const workspace = useCurrentWorkspace();
  return (
    <div className={css.page}>
      <div className={css.column}>
        <Appearance />
        <Workspaces />
        {workspace !== null && <Actions />}
        {workspace !== null && <Registration key={workspace.id} />}
        {workspace !== null && <Security />}
        <Data />
        {workspace?.kind === 'demo' && <DemoFaults />}
        <About />
      </div>
    </div>
  );
}
