import { Button, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  type ListenerOverview,
  PREFLIGHT_CHECKS,
  type PreflightResult,
} from '../../../../electron/bridge/domain';
import { useFormat } from '../../../format';
import { errorText } from '../../../i18n';
import { useLastPreflight, useRunPreflight } from '../../../queries/listener';
import { usePreflightWork } from '../../../stores/preflight';
import { Ago } from '../../google/parts/Ago';
import { Notice } from '../../google/parts/Notice';
import css from '../registration.module.css';
import { Section } from '../Section';
import type { Switching } from '../use-switching';
import { Check, Waiting } from './Check';
import { standingOf } from './details';
import { VerdictSign } from './VerdictSign';

interface PreflightProps {
  overview: ListenerOverview;
  switching: Switching;
}

/** Looks at everything an invitation needs before the first mail goes out; the newest report stays. */
export function Preflight({ overview, switching }: PreflightProps) {
  const { t } = useTranslation('registration');
  const report = useLastPreflight().data ?? null;
  const { running, failure } = usePreflightWork();
  const run = useRunPreflight();
  const results = running?.results ?? report?.results ?? [];
  return (
    <Section
      title={t('preflight.title')}
      id="preflight"
      aside={
        <div className={css.aside}>
          {running === null && report !== null && <Age at={report.at} results={report.results} />}
          {running === null ? (
            <Button onClick={run}>{t('preflight.run')}</Button>
          ) : (
            <Button onClick={running.cancel}>{t('common:cancel')}</Button>
          )}
        </div>
      }
    >
      {failure !== null && (
        <Notice tone="bad" live>
          {errorText(failure)}
        </Notice>
      )}
      {running === null && report === null ? (
        <p className={css.quiet}>{t('preflight.text')}</p>
      ) : (
        <ol className={css.checks} aria-busy={running !== null}>
          {results.map((result) => (
            <Check key={result.check} result={result} state={overview.state} switching={switching} />
          ))}
          {running !== null && <StillToCome results={results} />}
        </ol>
      )}
      {running !== null && <Progress results={results} />}
    </Section>
  );
}

function Age({ at, results }: { at: number; results: readonly PreflightResult[] }) {
  const { t } = useTranslation('registration');
  return (
    <span className={css.age}>
      <VerdictSign verdict={standingOf(results)} />
      {t('preflight.checked')} <Ago at={at} />
    </span>
  );
}

function StillToCome({ results }: { results: readonly PreflightResult[] }) {
  const done = new Set(results.map(({ check }) => check));
  const [next, ...others] = PREFLIGHT_CHECKS.filter((check) => !done.has(check));
  return (
    <>
      {next !== undefined && <Waiting check={next} sign={<Loader size={14} aria-hidden="true" />} />}
      {others.map((check) => (
        <Waiting key={check} check={check} sign={null} />
      ))}
    </>
  );
}

/** For those who do not see the rows fill. */
function Progress({ results }: { results: readonly PreflightResult[] }) {
  const { t } = useTranslation('registration');
  const format = useFormat();
  return (
    <p role="status" className="visually-hidden">
      {t('preflight.progress', {
        done: format.number(results.length),
        of: format.number(PREFLIGHT_CHECKS.length),
      })}
    </p>
  );
}
