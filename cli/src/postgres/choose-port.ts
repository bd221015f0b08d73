import { createServer } from 'node:net';

/** A free TCP port on 127.0.0.1: the remembered one if nobody took it, else any. */
export async function choosePort(remembered?: number): Promise<number> {
  if (remembered) {
    const port = await tryPort(remembered);
    if (port) return port;
  }
  const port = await tryPort(0);
  if (!port) throw new Error('No free TCP port on 127.0.0.1.');
  return port;
}

/** Whether a server could listen on this port, on every address of the machine. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await tryPort(port, '0.0.0.0')) !== undefined;
}

function tryPort(port: number, host = '127.0.0.1'): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen({ port, host }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
