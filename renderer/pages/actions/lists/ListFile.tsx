import { ActionIcon, Button } from '@mantine/core';
import { IconFileText, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { report } from '../../../components/report';
import { usePickList } from '../../../queries/actions';
import css from '../actions.module.css';

interface ListFileProps {
  /** The name of the file the list comes from; null while it is pasted. */
  file: string | null;
  onFile: (list: { file: string | null; text: string }) => void;
  /** What the list holds, in words. */
  children: ReactNode;
}

/** Takes a list from a file instead of a paste. A big file is not poured into a box of text. */
export function ListFile({ file, onFile, children }: ListFileProps) {
  const { t } = useTranslation('actions');
  const pick = usePickList();
  const choose = () =>
    pick.mutate(undefined, {
      onSuccess: (list) => list !== null && onFile({ file: list.name, text: list.text }),
      onError: report,
    });
  return (
    <div className={css.file}>
      <Button loading={pick.isPending} onClick={choose}>
        {t(file === null ? 'list.file' : 'list.otherFile')}
      </Button>
      {file !== null && (
        <span className={css.fileName}>
          <IconFileText size={15} stroke={1.6} aria-hidden />
          <span title={file}>{file}</span>
          <ActionIcon
            size={22}
            aria-label={t('list.removeFile')}
            title={t('list.removeFile')}
            onClick={() => onFile({ file: null, text: '' })}
          >
            <IconX size={14} />
          </ActionIcon>
        </span>
      )}
      <span className={css.count} role="status">
        {children}
      </span>
    </div>
  );
}
