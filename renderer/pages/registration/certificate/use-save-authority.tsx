import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { call } from '../../../bridge';
import { promptForVault } from '../../../components/prompt-for-vault';
import { report } from '../../../components/report';
import { useSaveRoot } from '../../../queries/listener';
import css from '../registration.module.css';

/** Writes the authority’s certificate to a file, and says where. */
export function useSaveAuthority(): { save: () => void; busy: boolean } {
  const saving = useSaveRoot();
  const save = () =>
    saving.mutate(undefined, {
      onError: (error) => {
        promptForVault(error);
        report(error);
      },
      onSuccess: (saved) => {
        if (saved === null) return;
        notifications.show({ color: 'accent', autoClose: 12_000, message: <Saved path={saved.path} /> });
      },
    });
  return { save, busy: saving.isPending };
}

function Saved({ path }: { path: string }) {
  const { t } = useTranslation('registration');
  return (
    <div className={css.saved}>
      <span>{t('root.saved')}</span>
      <bdi className="mono">{path}</bdi>
      <button
        type="button"
        className={css.link}
        onClick={() => void call('app.showFile', { path }).catch(report)}
      >
        {t('root.show')}
      </button>
    </div>
  );
}
