import { Button, Checkbox, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  isMusterError,
  type SavedView,
  VIEW_NAME_MAX,
  viewNameSchema,
} from '../../../../electron/bridge/domain';
import { report } from '../../../components/report';
import { errorText } from '../../../i18n';
import { useChangeView, useSaveView } from '../../../queries/views';
import { useOpenedView } from './open-view';
import { useChangedView, useContent } from './use-view-in-use';
import css from './views.module.css';

/** Names a new view; a taken name can be given to it all the same, in the place of the view that has it. */
export function SaveViewForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('views');
  const content = useContent();
  const changed = useChangedView();
  const [name, setName] = useState('');
  const [pinned, setPinned] = useState(true);
  const saving = useSaveView();
  const field = useRef<HTMLInputElement>(null);
  // At once, so that no letter typed after the press is lost.
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  const taken = isMusterError(saving.error, 'view_name_taken');
  const submit = () =>
    saving.mutate({ name, content, pinned, replace: taken }, { onSuccess: (view) => finish(view) });
  const finish = (view: SavedView) => {
    useOpenedView.setState({ id: view.id });
    onDone();
    notifications.show({ color: 'accent', message: t('save.done', { name: view.name }) });
  };
  return (
    <>
      {changed !== null && <Update view={changed} onDone={finish} />}
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (viewNameSchema.safeParse(name).success && !saving.isPending) submit();
        }}
      >
        <TextInput
          ref={field}
          label={t(changed === null ? 'save.name' : 'save.newName')}
          value={name}
          maxLength={VIEW_NAME_MAX}
          error={saving.error === null ? undefined : errorText(saving.error)}
          onChange={(event) => {
            setName(event.currentTarget.value);
            saving.reset();
          }}
          data-autofocus
        />
        <Checkbox
          label={t('save.pinned')}
          checked={pinned}
          onChange={(event) => setPinned(event.currentTarget.checked)}
        />
        <Button
          type="submit"
          variant="filled"
          loading={saving.isPending}
          disabled={!viewNameSchema.safeParse(name).success}
        >
          {t(taken ? 'save.replace' : 'save.submit')}
        </Button>
      </form>
    </>
  );
}

/** The view that was opened takes over what has been changed on the page since. */
function Update({ view, onDone }: { view: SavedView; onDone: (view: SavedView) => void }) {
  const { t } = useTranslation('views');
  const content = useContent();
  const change = useChangeView();
  const update = () =>
    change.mutate({ id: view.id, change: { content } }, { onSuccess: onDone, onError: report });
  return (
    <div className={css.update}>
      <Button fullWidth disabled={change.isPending} onClick={update}>
        <span className={css.cut}>{t('save.update', { name: view.name })}</span>
      </Button>
    </div>
  );
}
