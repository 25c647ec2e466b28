import { guidedDemo } from './guided/demo.ts';
import { root, run, runScript } from './process.ts';
import { ensureRuntime } from './runtime/runtime.ts';
import { canSandbox } from './sandbox.ts';
import { startHeadless } from './system/headless.ts';
import { applicationNeeds, headlessNeeds } from './system/needs.ts';
import { ensurePackages } from './system/packages.ts';
import { endWithSignals, explain } from './terminal.ts';

const withoutDisplay = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;

async function start(): Promise<number> {
  await ensurePackages(withoutDisplay ? [...applicationNeeds, ...headlessNeeds] : applicationNeeds);
  const runtime = await ensureRuntime();
  const built = await runScript('build');
  if (built !== 0) return built;
  if (!withoutDisplay) {
    const switches = (await canSandbox(runtime.dir)) ? [] : ['--no-sandbox'];
    return run(runtime.electronPath, [...switches, root, ...process.argv.slice(2)]);
  }
  console.log('There is no display here: running the guided demo on a virtual one.');
  const headless = await startHeadless();
  try {
    await guidedDemo(headless.env);
  } finally {
    await headless.close();
  }
  return 0;
}

endWithSignals();
process.exitCode = await start().catch(explain);
