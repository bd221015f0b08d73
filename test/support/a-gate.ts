import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The way to a server, which a test shuts as a broken network would: connections are cut, and new ones are refused. */
export class Gate {
  private readonly sockets = new Set<Socket>();
  private shut = false;

  private constructor(
    private readonly server: Server,
    /** The server's URL with the gate in its place. */
    readonly url: string,
  ) {}

  static async before(url: string): Promise<Gate> {
    const { hostname, port } = new URL(url);
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const through = new URL(url);
    through.hostname = '127.0.0.1';
    through.port = String((server.address() as AddressInfo).port);
    const gate = new Gate(server, through.href);
    server.on('connection', (near: Socket) => {
      if (gate.shut) return near.destroy();
      const far = connect(Number(port), hostname);
      for (const socket of [near, far]) {
        gate.sockets.add(socket);
        socket
          .on('error', () => undefined)
          .on('close', () => {
            gate.sockets.delete(socket);
            near.destroy();
            far.destroy();
          });
      }
      near.pipe(far).pipe(near);
      return undefined;
    });
    return gate;
  }

  cut(): void {
    this.shut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  reopen(): void {
    this.shut = false;
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }
}
