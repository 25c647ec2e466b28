import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  type ListenerOverview,
  PREFLIGHT_CHECKS,
  type PreflightReport,
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
import { isOutdated, standingOf } from './details';
import { wayOf } from './mend';
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
      text={t('preflight.text')}
      aside={
        <div className={css.aside}>
          {running === null && report !== null && <Age report={report} overview={overview} />}
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
      <ol className={css.checks} aria-busy={running !== null}>
        {results.map((result, place) => (
          <Check
            key={result.check}
            result={result}
            state={overview.state}
            switching={switching}
            isFirst={!results.slice(0, place).some((before) => wayOf(before) === wayOf(result))}
          />
        ))}
        <StillToCome results={results} running={running !== null} />
      </ol>
      {running !== null && <Progress results={results} />}
    </Section>
  );
}

/** How the newest report stands, how old it is, and whether it still holds. */
function Age({ report: { at, results }, overview }: { report: PreflightReport; overview: ListenerOverview }) {
  const { t } = useTranslation('registration');
  const format = useFormat();
  const { verdict, count } = standingOf(results);
  if (isOutdated(results, overview)) {
    return (
      <span className={css.age}>
        <VerdictSign verdict="unknown" />
        <span>
          <Ago at={at} /> · {t('preflight.outdated')}
        </span>
      </span>
    );
  }
  return (
    <span className={css.age}>
      <VerdictSign verdict={verdict} />
      <span>
        {t(`preflight.summary.${verdict}`, { count, n: format.number(count) })} · <Ago at={at} />
      </span>
    </span>
  );
}

/** The checks without a result; while they are made, the first of them is being looked at. */
function StillToCome({ results, running }: { results: readonly PreflightResult[]; running: boolean }) {
  const done = new Set(results.map(({ check }) => check));
  return PREFLIGHT_CHECKS.filter((check) => !done.has(check)).map((check, place) => (
    <Waiting key={check} check={check} underWay={running && place === 0} />
  ));
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
