import { bundleOf } from './bundle';

export const fr = bundleOf(
  import.meta.glob('../../resources/locales/fr/*.json', { eager: true, import: 'default' }),
);
