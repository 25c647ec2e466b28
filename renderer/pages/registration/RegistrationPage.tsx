import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ListenerOverview, RegistrationOverview } from '../../../electron/bridge/domain';
import { errorText } from '../../i18n';
import { useListener } from '../../queries/listener';
import { useRegistration } from '../../queries/registration';
import { useCurrentWorkspace } from '../../queries/workspaces';
import google from '../google/google.module.css';
import { Notice } from '../google/parts/Notice';
import { Certificate } from './certificate/Certificate';
import { Connected } from './exposed/Connected';
import { Exposed } from './exposed/Exposed';
import { Requests } from './exposed/Requests';
import { Figures } from './Figures';
import { Header } from './Header';
import { Platforms } from './Platforms';
import { Preflight } from './preflight/Preflight';
import css from './registration.module.css';
import { useSwitching } from './use-switching';
import { useWhereForm } from './where/use-where-form';
import { Where } from './where/Where';

/** Registration: the door that invitations lead to, and everything that must be right for them to lead there. */
export function RegistrationPage() {
  const workspace = useCurrentWorkspace();
  return (
    <div className={google.scroll}>
      <Content key={workspace?.id} />
    </div>
  );
}

function Content() {
  const { t } = useTranslation('registration');
  const listener = useListener();
  const registration = useRegistration();
  const error = listener.error ?? registration.error;
  if (listener.data !== undefined && registration.data !== undefined) {
    return <Loaded overview={listener.data} registration={registration.data} />;
  }
  if (error === null) return null;
  const again = () => {
    void listener.refetch();
    void registration.refetch();
  };
  return (
    <div className={google.failed}>
      <Notice
        tone="bad"
        title={t('loadFailed')}
        live
        actions={<Button onClick={again}>{t('tryAgain')}</Button>}
      >
        {errorText(error)}
      </Notice>
    </div>
  );
}

interface LoadedProps {
  overview: ListenerOverview;
  registration: RegistrationOverview;
}

function Loaded({ overview, registration }: LoadedProps) {
  const form = useWhereForm(overview);
  const switching = useSwitching(form.refuse);
  return (
    <div className={css.page}>
      <Header overview={overview} switching={switching} />
      <Figures overview={overview} registration={registration} />
      <div className={css.columns}>
        <div className={css.column}>
          <Where overview={overview} form={form} switching={switching} />
          <Certificate settings={overview.settings} />
          <Platforms platforms={registration.platforms} />
        </div>
        <div className={css.column}>
          <Preflight overview={overview} switching={switching} />
          <Exposed overview={overview} />
          <Connected overview={overview} />
          <Requests overview={overview} />
        </div>
      </div>
    </div>
  );
}
