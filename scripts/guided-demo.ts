import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { launchElectron } from './launch.ts';
import { root } from './process.ts';

/** One thing that a person would do, and the name of the picture taken after it. */
interface Step {
  name: string;
  run(window: Page): Promise<void>;
}

const steps: readonly Step[] = [
  {
    name: 'getting-started',
    run: (window) => window.getByRole('heading').first().waitFor(),
  },
];

/** Walks through the demo in a real window and leaves a numbered picture of each step in screenshots/. */
export async function guidedDemo(env: Record<string, string>): Promise<void> {
  const pictures = path.join(root, 'screenshots');
  const dataDir = await mkdtemp(path.join(tmpdir(), 'muster-demo-'));
  await mkdir(pictures, { recursive: true });
  const app = await launchElectron({ dataDir, env });
  try {
    const window = await app.firstWindow();
    for (const [index, step] of steps.entries()) {
      await step.run(window);
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
