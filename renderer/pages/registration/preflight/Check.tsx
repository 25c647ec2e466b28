import type { ReactNode } from 'react';
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
}

/** What one check found, and how to mend it. */
export function Check({ result, state, switching }: CheckProps) {
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
      <MendButton result={result} state={state} switching={switching} />
    </li>
  );
}

/** A check that is still to be made. */
export function Waiting({ check, sign }: { check: PreflightCheck; sign: ReactNode }) {
  const { t } = useTranslation('registration');
  return (
    <li className={css.check} data-waiting>
      <span className={css.verdict}>{sign}</span>
      <p className={css.checkName}>
        <b>{t(`preflight.check.${check}`)}</b> {sign !== null && <span>{t('preflight.checking')}</span>}
      </p>
    </li>
  );
}
