import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { personAt } from '../../test/e2e/support/person.ts';
import { launchElectron } from '../launch.ts';
import { root } from '../process.ts';
import { createPhone } from './phone/phone.ts';
import { guidedSteps } from './steps.ts';

/** Walks through the demo in a real window and leaves a numbered picture of each step in screenshots/. */
export async function guidedDemo(env: Record<string, string>): Promise<void> {
  const pictures = await emptyFolder(path.join(root, 'screenshots'));
  const dataDir = await mkdtemp(path.join(tmpdir(), 'muster-demo-'));
  // The steps name what they press in English.
  await writeFile(path.join(dataDir, 'preferences.json'), JSON.stringify({ language: 'en', theme: 'light' }));
  const phone = createPhone(env);
  const app = await launchElectron({ dataDir, env });
  try {
    const window = await app.firstWindow();
    const visitor = personAt(app, window, 'en');
    for (const [index, step] of guidedSteps({ visitor, phone, app }).entries()) {
      await step.run();
      const file = path.join(pictures, `${String(index + 1).padStart(2, '0')}-${step.name}.png`);
      await (step.screen?.() ?? window).screenshot({ path: file });
      console.log(`  ${path.relative(root, file)}`);
    }
  } finally {
    await phone.close();
    await app.close();
    await rm(dataDir, { recursive: true, force: true });
  }
  console.log(`The guided demo is through; its pictures are in ${pictures}`);
}

/** Pictures of an earlier walk, whose steps may have had other numbers, go. */
async function emptyFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    if (/^\d\d-[a-z-]+\.png$/.test(name)) await rm(path.join(folder, name));
  }
  return folder;
}
