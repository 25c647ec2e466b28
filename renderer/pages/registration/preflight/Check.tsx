import { Loader } from '@mantine/core';
import { IconCircleDashed } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ListenerState, PreflightCheck, PreflightResult } from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import css from '../registration.module.css';
import type { Switching } from '../use-switching';
import { detailsText } from './details';
import { MendButton } from './MendButton';
import { VerdictSign } from './VerdictSign';

interface CheckProps {
  result: PreflightResult;
  state: ListenerState;
  switching: Switching;
  /** True unless a check above is mended in the same way. */
  isFirst: boolean;
}

/** What one check found, and how to mend it. */
export function Check({ result, state, switching, isFirst }: CheckProps) {
  const { t } = useTranslation('registration');
  const format = useFormat();
  const { check, verdict, found, mend } = result;
  const details = detailsText(result.details, format);
  return (
    <li className={css.check}>
      <VerdictSign verdict={verdict} />
      <div>
        <p className={css.checkName}>
          <b>{t(`preflight.check.${check}`)}</b>{' '}
          <span data-verdict={verdict}>{t(`preflight.verdict.${verdict}`)}</span>
        </p>
        <p>{t(`preflight.found.${found}`, details)}</p>
        {mend !== null && <p className={css.mend}>{t(`preflight.mend.${mend}`, details)}</p>}
      </div>
      {isFirst && <MendButton result={result} state={state} switching={switching} />}
    </li>
  );
}

/** A check that is still to be made: what it looks at. */
export function Waiting({ check, underWay }: { check: PreflightCheck; underWay: boolean }) {
  const { t } = useTranslation('registration');
  return (
    <li className={css.check} data-waiting>
      <span className={css.verdict}>
        {underWay ? (
          <Loader size={15} aria-hidden="true" />
        ) : (
          <IconCircleDashed size={17} stroke={1.6} aria-hidden="true" />
        )}
      </span>
      <div>
        <p className={css.checkName}>
          <b>{t(`preflight.check.${check}`)}</b>
          {underWay && <span>{t('preflight.checking')}</span>}
        </p>
        <p>{t(`preflight.looks.${check}`)}</p>
      </div>
    </li>
  );
}
