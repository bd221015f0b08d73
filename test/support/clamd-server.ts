import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';

/** The harmless file that every scanner takes for a virus, in two parts so that none takes this one for it. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

export interface ClamdServer {
  url: string;
  /** How many files it was given, and how large each was. */
  scanned: number[];
  /** What it says from now on: its verdict, an error of its own, or nothing before it closes. */
  mood: 'well' | 'too_large' | 'silent';
  close(): Promise<void>;
}

/** A server that speaks clamd's INSTREAM and finds EICAR, on a free port or at a socket's path. */
export async function startClamd(path?: string): Promise<ClamdServer> {
  const server: Server = createServer((socket) => {
    let received = Buffer.alloc(0);
    let content = Buffer.alloc(0);
    let begun = false;
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      if (!begun) {
        if (received.length < 10) return;
        if (received.subarray(0, 10).toString() !== 'zINSTREAM\0') return void socket.end('UNKNOWN COMMAND\0');
        begun = true;
        received = received.subarray(10);
        if (clamd.mood === 'silent') return void socket.destroy();
        if (clamd.mood === 'too_large') return void socket.end('INSTREAM size limit exceeded. ERROR\0');
      }
      while (received.length >= 4) {
        const length = received.readUInt32BE(0);
        if (received.length < 4 + length) return;
        content = Buffer.concat([content, received.subarray(4, 4 + length)]);
        received = received.subarray(4 + length);
        if (length > 0) continue;
        clamd.scanned.push(content.length);
        socket.end(content.includes(eicar) ? 'stream: Win.Test.EICAR_HDB-1 FOUND\0' : 'stream: OK\0');
        return;
      }
    });
  });
  await new Promise<void>((resolve) => (path ? server.listen(path, resolve) : server.listen(0, '127.0.0.1', resolve)));
  const clamd: ClamdServer = {
    url: path ? `unix:${path}` : `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    scanned: [],
    mood: 'well',
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return clamd;
}
