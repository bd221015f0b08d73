import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Asks for a password twice on the terminal, without showing it. Throws where nobody can be asked, or when they differ. */
export async function askNewPassword(userName: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new Error('There is no terminal to ask for a password on: give it in FUNDWATCH_PASSWORD.');
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: hidden, terminal: true });
  const stopped = new Promise<never>((_, reject) => {
    terminal.once('SIGINT', () => reject(new Error('Nothing was added.')));
    terminal.once('close', () => reject(new Error('Nothing was added.')));
  });
  stopped.catch(() => undefined);
  const ask = async (words: string) => {
    process.stderr.write(words);
    const answer = await Promise.race([terminal.question(''), stopped]);
    process.stderr.write('\n');
    return answer;
  };
  try {
    const password = await ask(`Password for ${userName}: `);
    if ((await ask('Again: ')) !== password) throw new Error('The two differ: nothing was added. Run it again.');
    return password;
  } finally {
    terminal.close();
  }
}
