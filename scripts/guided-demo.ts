import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Person, personAt } from '../test/e2e/support/person.ts';
import { launchElectron } from './launch.ts';
import { root } from './process.ts';

/** One thing that a person would do, and the name of the picture taken after it. */
interface Step {
  name: string;
  run(visitor: Person): Promise<void>;
}

const rowsOf = ({ window }: Person) => window.locator('[data-row-index]');

const steps: readonly Step[] = [
  {
    name: 'getting-started',
    run: ({ window, say }) => window.getByText(say('start:demo.title')).first().waitFor(),
  },
  { name: 'demo-workspace', run: (visitor) => visitor.exploreDemo() },
  { name: 'google-connected', run: (visitor) => visitor.connectGoogle() },
  { name: 'synced', run: (visitor) => visitor.syncNow() },
  {
    name: 'devices',
    run: async (visitor) => {
      await visitor.goTo('devices');
      await rowsOf(visitor).first().waitFor();
    },
  },
  {
    name: 'search',
    run: async (visitor) => {
      await visitor.window.keyboard.press('/');
      await visitor.window.keyboard.type('acer spin', { delay: 30 });
      await visitor.window.locator('[data-row-index] mark').first().waitFor();
    },
  },
  {
    name: 'device',
    run: async (visitor) => {
      await rowsOf(visitor).nth(2).click();
      await visitor.window.keyboard.press('Enter');
      await visitor.window.getByRole('tab', { name: visitor.say('devices:tab.raw') }).waitFor();
    },
  },
];

/** Walks through the demo in a real window and leaves a numbered picture of each step in screenshots/. */
export async function guidedDemo(env: Record<string, string>): Promise<void> {
  const pictures = path.join(root, 'screenshots');
  const dataDir = await mkdtemp(path.join(tmpdir(), 'muster-demo-'));
  // The steps name what they press in English.
  await writeFile(path.join(dataDir, 'preferences.json'), JSON.stringify({ language: 'en', theme: 'light' }));
  await mkdir(pictures, { recursive: true });
  const app = await launchElectron({ dataDir, env });
  try {
    const window = await app.firstWindow();
    const visitor = personAt(app, window, 'en');
    for (const [index, step] of steps.entries()) {
      await step.run(visitor);
      const file = path.join(pictures, `${String(index + 1).padStart(2, '0')}-${step.name}.png`);
      await window.screenshot({ path: file });
      console.log(`  ${path.relative(root, file)}`);
    }
  } finally {
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
  }
  console.log(`The guided demo is through; its pictures are in ${pictures}`);
}
