import path from 'node:path';
import { root, run, runScript } from './process.ts';
import { ensureRuntime } from './runtime/runtime.ts';
import { startHeadless } from './system/headless.ts';
import { applicationNeeds, headlessNeeds } from './system/needs.ts';
import { ensurePackages } from './system/packages.ts';
import { endWithSignals, explain } from './terminal.ts';

// `npm run bench` measures everything; `npm run bench -- NAME …` what is named. The figures are the lines of JSON.
async function bench(): Promise<number> {
  await ensurePackages([...applicationNeeds, ...headlessNeeds]);
  await ensureRuntime();
  const built = await runScript('build');
  if (built !== 0) return built;
  const headless = process.platform === 'linux' ? await startHeadless() : null;
  try {
    const env = { ...process.env, ...headless?.env };
    return await run(process.execPath, [path.join(root, 'test/bench/main.ts'), ...process.argv.slice(2)], {
      env,
    });
  } finally {
    await headless?.close();
  }
}

endWithSignals();
process.exitCode = await bench().catch(explain);
