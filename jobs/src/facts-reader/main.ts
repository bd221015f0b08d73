import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { answerReading, type ReadingRequest } from '@fundwatch/application/reading';

// Started by the server for one request: a JSON line in; a JSON line out, and after that of a CSV its bytes. It knows no
// database and no secret. Its memory is limited by how it was started, its time by whoever waits for it.
const [line] = (await once(createInterface({ input: process.stdin }), 'line')) as [string];
const { request, memoryLimit } = JSON.parse(line) as { request: ReadingRequest; memoryLimit: string };
const answered = await answerReading(request, { memoryLimit, threads: 2 }, process.stdout).then(
  () => true,
  (error: unknown) => {
    process.stderr.write(`${(error as Error).message}\n`);
    return false;
  },
);
process.stdout.end(() => process.exit(answered ? 0 : 1));
