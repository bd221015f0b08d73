/** The reader of our output (such as "head") has seen enough: no error, but nothing more to do. */
export class ReaderGone extends Error {
  override name = 'ReaderGone';
}

/** Writes to standard output, waiting until the reader has taken it. @throws ReaderGone */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error) reject(isBrokenPipe(error) ? new ReaderGone() : error);
      else resolve();
    });
  });
}

/** Tells how things go, beside the command's own output. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Whether an error of our own output says that nobody reads it. */
export function isBrokenPipe(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE';
}
