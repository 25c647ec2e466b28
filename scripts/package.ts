import { packageUnpacked } from './packaging.ts';
import { runScript } from './process.ts';
import { ensureRuntime } from './runtime/runtime.ts';
import { explain } from './terminal.ts';

async function main(): Promise<number> {
  const runtime = await ensureRuntime();
  const built = await runScript('build');
  if (built !== 0) return built;
  const { program } = await packageUnpacked(runtime);
  console.log(`\nPackaged${runtime.official ? '' : ' as a TEST BUILD, not for users'}: ${program}`);
  return 0;
}

process.exitCode = await main().catch(explain);
