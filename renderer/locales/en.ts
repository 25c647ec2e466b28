import { bundleOf } from './bundle';

// The main process and the command line have files of their own, which the window does not need.
export const en = bundleOf(
  import.meta.glob(['../../resources/locales/en/*.json', '!**/main.json', '!**/cli.json'], {
    eager: true,
    import: 'default',
  }),
);
