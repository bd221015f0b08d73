import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { describeWith } from '../support/needs.js';
import { startRedis } from '../support/redis.js';

describeWith('redis', 'Redis for tests', () => {
  it('answers while the suite runs and is gone afterwards', async () => {
    const redis = await startRedis();
    const { port } = new URL(redis.url);
    const client = connect(Number(port), '127.0.0.1');
    client.write('PING\r\n');
    const [answer] = (await once(client, 'data')) as [Buffer];
    expect(answer.toString()).toBe('+PONG\r\n');
    client.destroy();
    await redis.stop();
    await expect(once(connect(Number(port), '127.0.0.1'), 'connect')).rejects.toThrow(/ECONNREFUSED/);
  });
});
