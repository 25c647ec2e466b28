import { useCurrentWorkspace } from '../../queries/workspaces';
import { Checklist } from './Checklist';
import css from './start.module.css';
import { Welcome } from './Welcome';

/** Getting started: what Muster is and the two ways in; once a workspace is open, what comes next in it. */
export function StartPage() {
  const workspace = useCurrentWorkspace();
  return (
    <div className={css.page}>
      <div className={css.column}>
        {workspace === null ? <Welcome /> : <Checklist workspace={workspace} />}
      </div>
    </div>
  );
}
