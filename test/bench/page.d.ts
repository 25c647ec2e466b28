/** What the benchmarks use of the window's page, where their functions run. */
declare global {
  var muster: {
    call(
      id: number,
      method: string,
      input: unknown,
    ): Promise<{ ok: boolean; value?: { rows?: Record<string, string | null>[] } }>;
    onEvent(listener: (message: { name: string }) => void): () => void;
  };
}

export {};
