import { bundleOf } from './bundle';

// The main process and the command line have files of their own, which the window does not need.
export const fr = bundleOf(
  import.meta.glob(['../../resources/locales/fr/*.json', '!**/main.json', '!**/cli.json'], {
    eager: true,
    import: 'default',
  }),
);
