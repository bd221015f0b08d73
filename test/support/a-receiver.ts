import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A real HTTP server that is told of notices. */
export class Receiver {
  readonly received: Received[] = [];
  /** Statuses of the next answers; 200 when there are none. `hang up` closes without an answer, after taking; `nothing` leaves it open. */
  answers: (number | 'hang up' | 'nothing')[] = [];

  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {}

  static async open(port = 0): Promise<Receiver> {
    const server = createServer();
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const receiver = new Receiver(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, reply) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        receiver.received.push({ headers: request.headers, body });
        const answer = receiver.answers.shift() ?? 200;
        if (answer === 'nothing') return undefined;
        if (answer === 'hang up') return request.socket.destroy();
        reply.writeHead(answer, answer === 302 ? { location: `${receiver.origin}/elsewhere` } : {}).end('ok');
      });
    });
    return receiver;
  }

  get url(): string {
    return `${this.origin}/in?token=x`;
  }

  /** The ids by which repetitions are told, as they came. */
  get ids(): string[] {
    return this.received.map(({ headers }) => String(headers['webhook-id']));
  }

  /** Closes everything that is open, without answers. */
  hangUp(): void {
    this.server.closeAllConnections();
  }

  /** Stops listening; what was received stays. */
  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** Whether a message was signed with this secret, as any receiver would look. */
export function isSignedWith(secret: string, { headers, body }: Received): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const text = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
}
