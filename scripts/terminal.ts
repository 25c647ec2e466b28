/** Lets the usual signals end the process through its exit handlers, which take our child processes along. */
export function endWithSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => process.exit(130));
}

/** Tells the person what went wrong, without a stack when the message is meant for them; resolves to exit code 1. */
export function explain(error: unknown): number {
  console.error(error instanceof Error ? `\n${error.message}\n` : error);
  return 1;
}
