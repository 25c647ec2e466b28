import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../i18n';
import css from './app.module.css';

interface Props {
  children: ReactNode;
}

/** Catches what a page throws while it is drawn, says so, and offers to draw it again. */
export class PageBoundary extends Component<Props, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <BrokenPage error={error} retry={() => this.setState({ error: null })} />;
  }
}

function BrokenPage({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation('common');
  return (
    <div className={css.broken} role="alert">
      <h2>{t('broken.title')}</h2>
      <p>{errorText(error)}</p>
      <Button onClick={retry}>{t('broken.retry')}</Button>
    </div>
  );
}
