import type { ElectronApplication, Page } from 'playwright';
import type { Person } from '../../test/e2e/support/person.ts';
import type { Phone } from './phone/phone.ts';

/** Who is there: the admin before the window of the program, and somebody with a phone. */
export interface Cast {
  app: ElectronApplication;
  visitor: Person;
  phone: Phone;
}

/** One thing that a person would do, and the name of the picture taken after it. */
export interface Step {
  name: string;
  run(): Promise<unknown>;
  /** What the picture is of, where it is not the window. */
  screen?: () => Page;
}
