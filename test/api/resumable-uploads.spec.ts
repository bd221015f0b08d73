import { createHash } from 'node:crypto';
import { appendFile, readdir, utimes } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { finishUpload, sweepUploads } from '@fundwatch/application';
import { routes } from '@fundwatch/domain/api';
import { systemContext } from '@fundwatch/domain/identity';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';
import { announce, asking, beginUpload, from, sendPackage } from '../support/upload-by-tus.js';

let api: TestApi;
let handler: ApiClient;
let colleague: ApiClient;
const system = systemContext('test', 'test');
const bytes = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(900_000, 5), Buffer.alloc(600_001, 9)]);
const size = bytes.length;

beforeAll(async () => {
  api = await startApi();
  for (const userName of ['刘芳', '陈刚'])
    await api.addAccount({ userName, roles: ['agency_handler'], organisation: '120101' });
  handler = await api.signedIn('刘芳');
  colleague = await api.signedIn('陈刚');
});
afterAll(() => api?.close());

const offsetOf = async (uploadId: string, client = handler) => {
  const { status, headers } = await client.call(routes.getUploadOffset, { params: { uploadId }, headers: asking });
  return { status, offset: headers.get('upload-offset'), length: headers.get('upload-length') };
};
const send = (uploadId: string, offset: number, part: Uint8Array, client = handler) =>
  client.call(routes.sendUpload, { params: { uploadId }, headers: from(offset), bytes: part });
const packages = () => api.sql<{ id: string; object: string }>('select id, object from fundwatch.package_upload');
const filesLeft = () => readdir(join(api.home, 'uploads')).catch(() => []);

/** Sends the beginning of a request and pulls the plug. */
function breakOff(uploadId: string, part: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const headers = { ...from(0), 'content-length': String(size), origin: api.url, cookie: handler.cookie! };
    const outgoing = request(`${api.url}/api/uploads/${uploadId}`, { method: 'PATCH', headers });
    outgoing.on('error', () => undefined);
    outgoing.on('close', () => resolve());
    outgoing.write(part, () => outgoing.destroy());
  });
}

describe('an upload', () => {
  test('that broke off goes on where its last byte arrived, and is kept byte for byte', async () => {
    const uploadId = await beginUpload(handler, '202609.zip', size, '补报漏发的待遇');
    await breakOff(uploadId, bytes.subarray(0, 700_000));
    await expect.poll(async () => Number((await offsetOf(uploadId)).offset)).toBeGreaterThan(0);
    // The server may still be writing what it got when it is asked.
    const sent = await expect
      .poll(async () => {
        const offset = Number((await offsetOf(uploadId)).offset);
        return (await send(uploadId, offset, bytes.subarray(offset))).status;
      })
      .toBe(204)
      .then(() => packages());
    const [row] = sent.filter(({ id }) => id === uploadId);
    expect(row!.object).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect((await handler.call(routes.getPackage, { params: { packageId: uploadId } })).body).toMatchObject({
      state: 'waiting',
      reason: '补报漏发的待遇',
      bytes: size,
    });
    expect(await filesLeft()).toEqual([]);
  });

  test('whose last answer was lost is told to be complete, and is one package', async () => {
    const uploadId = await sendPackage(handler, { name: 'a.zip', bytes });
    expect(await offsetOf(uploadId)).toEqual({ status: 200, offset: String(size), length: String(size) });
    expect(await finishUpload(api.app, system, uploadId)).toBe(false);
    expect((await packages()).filter(({ id }) => id === uploadId)).toHaveLength(1);
  });

  test('in several parts, several at once, are each one package', async () => {
    const ids = await Promise.all(['1.zip', '2.zip', '3.zip'].map((name) => beginUpload(handler, name, size)));
    const before = (await packages()).length;
    await Promise.all(
      ids.map(async (id) => {
        for (let offset = 0; offset < size; offset += 500_000)
          expect((await send(id, offset, bytes.subarray(offset, offset + 500_000))).status).toBe(204);
      }),
    );
    expect(await packages()).toHaveLength(before + 3);
  });

  test('is its own sender’s alone: not even a colleague of the same agency finds it', async () => {
    const uploadId = await beginUpload(handler, 'mine.zip', size);
    expect((await offsetOf(uploadId, colleague)).status).toBe(404);
    expect((await send(uploadId, 0, bytes, colleague)).status).toBe(404);
    expect((await colleague.call(routes.cancelUpload, { params: { uploadId }, headers: asking })).status).toBe(404);
    expect((await colleague.call(routes.listUploads)).body.uploads).toEqual([]);
    const { body } = await handler.call(routes.listUploads);
    expect(body.uploads).toMatchObject([{ id: uploadId, fileName: 'mine.zip', bytes: size, received: 0 }]);
    expect((await handler.call(routes.cancelUpload, { params: { uploadId }, headers: asking })).status).toBe(204);
    expect((await offsetOf(uploadId)).status).toBe(404);
  });

  test('needs a session and the product’s own page for every part', async () => {
    const uploadId = await beginUpload(handler, 'b.zip', size);
    const path = `/api/uploads/${uploadId}`;
    const foreign = await handler.send('PATCH', path, bytes, { ...from(0), origin: 'https://elsewhere.example' });
    expect(foreign).toMatchObject({ status: 403, body: { code: 'ORIGIN_REFUSED' } });
    expect((await send(uploadId, 0, bytes, api.nobody())).status).toBe(401);
    expect((await offsetOf(uploadId)).offset).toBe('0');
  });

  test('of more than 2 GiB, of nothing, or of what is no .zip is refused before a byte is sent', async () => {
    const begin = (name: string, length: number) =>
      handler.call(routes.beginUpload, { headers: announce(name, length) });
    const most = 2 * 1024 ** 3;
    expect(await begin('big.zip', most + 1)).toMatchObject({
      status: 413,
      body: { code: 'UPLOAD_TOO_LARGE', details: { limit: most } },
    });
    expect((await begin('most.zip', most)).status).toBe(201);
    expect((await begin('empty.zip', 0)).status).toBe(400);
    expect((await begin('data.exe', 5)).body).toMatchObject({ code: 'PACKAGE_UNREADABLE' });
    const withoutLength = { ...announce('x.zip', 5) };
    delete withoutLength['upload-length'];
    expect((await handler.call(routes.beginUpload, { headers: withoutLength })).status).toBe(400);
  });

  test('takes no byte more than was announced, and none at a wrong place', async () => {
    const uploadId = await beginUpload(handler, 'c.zip', 10);
    expect((await send(uploadId, 5, bytes.subarray(0, 5))).status).toBe(409);
    expect((await send(uploadId, 0, bytes.subarray(0, 20))).status).toBeGreaterThanOrEqual(400);
    expect((await packages()).map(({ id }) => id)).not.toContain(uploadId);
  });
});

describe('the sweep of uploads', () => {
  test('finishes what a crash left complete, once', async () => {
    const uploadId = await beginUpload(handler, 'd.zip', size);
    await send(uploadId, 0, bytes.subarray(0, size - 1));
    await appendFile(join(api.home, 'uploads', uploadId), bytes.subarray(size - 1));
    const both = await Promise.all([sweepUploads(api.app, system), sweepUploads(api.app, system)]);
    expect(both.reduce((sum, { finished }) => sum + finished, 0)).toBe(1);
    expect((await packages()).filter(({ id }) => id === uploadId)).toHaveLength(1);
  });

  test('removes after a day what nobody went on with, and leaves the rest', async () => {
    const [old, young] = [await beginUpload(handler, 'old.zip', size), await beginUpload(handler, 'young.zip', size)];
    await send(old, 0, bytes.subarray(0, 1_000));
    const dayAgo = new Date(Date.parse(api.realTime.now()) - 25 * 3_600_000);
    await utimes(join(api.home, 'uploads', old), dayAgo, dayAgo);
    await api.sql(`update fundwatch.resumable_upload set begun_at = $2 where id = $1`, [old, dayAgo.toISOString()]);
    await sweepUploads(api.app, system);
    expect((await offsetOf(old)).status).toBe(404);
    expect((await offsetOf(young)).status).toBe(200);
    expect((await filesLeft()).filter((name) => name.startsWith(old))).toEqual([]);
  });
});
