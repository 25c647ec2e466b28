#!/usr/bin/env node
import { runCli } from './cli/program.ts';

// Whoever reads our output may have seen enough (`muster … | head`): that ends the command, and is no failure of it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runCli(process.argv.slice(2), import.meta.url);
