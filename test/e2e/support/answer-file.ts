import type { ElectronApplication } from 'playwright';

/** Answers the program’s next questions for files to open, or for a place to save, with these. */
export async function answerFile(
  app: ElectronApplication,
  kind: 'open' | 'save',
  ...files: readonly string[]
): Promise<void> {
  await app.evaluate(
    ({ dialog }, given) => {
      const [filePath = '', ...others] = given.files;
      if (given.kind === 'save') dialog.showSaveDialog = async () => ({ canceled: false, filePath });
      else dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath, ...others] });
    },
    { kind, files: [...files] },
  );
}
