import { connect, type NetConnectOpts } from 'node:net';
import { DomainError } from '@fundwatch/domain';
import type { VirusScanner } from '../application.js';

/** A chunk of the stream; clamd takes any size. */
const CHUNK = 64 * 1024;
/** How long a scan may be silent before it counts as failed, milliseconds. */
const SILENCE = 60_000;

/**
 * A scanner that speaks clamd's own protocol (INSTREAM): `tcp://host:3310`, or `unix:/run/clamav/clamd.ctl`. A connection a file,
 * as clamd recommends where sessions are not kept. @throws Error when the address is neither
 */
export function clamdScanner(url: string, silenceMs = SILENCE): VirusScanner {
  const where = placeOf(url);
  return {
    async scan(content) {
      const reply = await ask(where, content, silenceMs);
      const found = /^stream: (.+) FOUND$/.exec(reply)?.[1];
      if (found) return { found };
      if (reply === 'stream: OK') return { found: null };
      throw unavailable(reply || 'no reply');
    },
  };
}

function placeOf(url: string): NetConnectOpts {
  const { protocol, hostname, port, pathname } = new URL(url);
  if (protocol === 'unix:' && pathname.length > 1) return { path: decodeURIComponent(pathname) };
  if (protocol === 'tcp:' && hostname) return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3310) };
  throw new Error(`CLAMD_URL is neither tcp://host:port nor unix:/path: ${url}`);
}

const unavailable = (why: string) => new DomainError('VIRUS_SCANNER_UNAVAILABLE', { why });

/** What clamd says of the content, without the closing NUL. @throws DomainError VIRUS_SCANNER_UNAVAILABLE */
function ask(where: NetConnectOpts, content: Buffer, silenceMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let reply = '';
    let failure: string | null = null;
    const socket = connect(where, () => {
      socket.write('zINSTREAM\0');
      for (let at = 0; at < content.length; at += CHUNK) {
        const chunk = content.subarray(at, at + CHUNK);
        socket.write(lengthOf(chunk.length));
        socket.write(chunk);
      }
      socket.write(lengthOf(0));
    });
    socket.setTimeout(silenceMs, () => socket.destroy(new Error('timed out')));
    socket.on('data', (data) => {
      reply += data.toString('utf8');
      if (reply.includes('\0')) socket.end();
    });
    // It may answer and close before all was sent, when a file is larger than it takes: then its answer counts.
    socket.on('error', (error) => (failure = error.message));
    socket.on('close', () => {
      const [said = ''] = reply.split('\0');
      if (said || !failure) resolve(said.trim());
      else reject(unavailable(failure));
    });
  });
}

function lengthOf(bytes: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(bytes);
  return buffer;
}
