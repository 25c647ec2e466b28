import { bundleOf } from './bundle';

export const en = bundleOf(
  import.meta.glob('../../resources/locales/en/*.json', { eager: true, import: 'default' }),
);
