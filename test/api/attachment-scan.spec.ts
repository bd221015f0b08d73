import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { routes } from '@fundwatch/domain/api';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clamdScanner } from '../../application/src/feedback/clamd-scanner.js';
import { anAlert } from '../support/alert-builder.js';
import { eicar, startClamd, type ClamdServer } from '../support/clamd-server.js';
import { startApi, type ApiClient, type TestApi } from '../support/product.js';

const pdf = (size = 100) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size, 0x41)]);
const infected = Buffer.from(eicar);

describe('attachments, with a virus scanner', () => {
  let clamd: ClamdServer;
  let api: TestApi;
  let handler: ApiClient;
  let officer: ApiClient;
  let alertId: string;
  beforeAll(async () => {
    clamd = await startClamd();
    api = await startApi({ clamdUrl: clamd.url });
    await api.addAccount({ userName: 'liu', roles: ['agency_handler'], organisation: '120101' });
    await api.addAccount({ userName: 'zhang', roles: ['supervision_officer'] });
    handler = await api.signedIn('liu');
    officer = await api.signedIn('zhang');
  });
  afterAll(async () => {
    await api?.close();
    await clamd?.close();
  });
  beforeEach(async () => {
    clamd.mood = 'well';
    alertId = (await anAlert().received().save(api.database)).id;
  });
  const send = (name: string, bytes: Buffer) =>
    handler.call(routes.addAttachment, { params: { alertId }, file: { name, bytes } });
  const kept = async () => ({
    objects: (await readdir(join(api.home, 'objects'), { recursive: true }).catch(() => [])).filter(
      (name) => name.length > 60,
    ).length,
    rows: Number((await api.sql<{ n: string }>(`select count(*) as n from fundwatch.attachment`))[0]!.n),
  });

  test('one in which nothing was found is kept, and says when it was looked through', async () => {
    const reply = await send('核查报告.pdf', pdf(200_000));
    expect(reply.body).toMatchObject({ fileName: '核查报告.pdf', scannedAt: api.clock.now() });
    expect(clamd.scanned.at(-1)).toBe(200_009);
    const stored = await api.sql(`select scanned_at from fundwatch.attachment where alert_id = $1`, [alertId]);
    expect(stored).toHaveLength(1);
    expect(stored[0]!['scanned_at']).not.toBeNull();
  });

  test('one with malware is refused whole: no file and no record, but a line in the audit', async () => {
    const before = await kept();
    const reply = await send('说明.txt', infected);
    expect(reply.status).toBe(422);
    expect(reply.body).toMatchObject({
      code: 'ATTACHMENT_INFECTED',
      details: { fileName: '说明.txt', found: 'Win.Test.EICAR_HDB-1' },
    });
    expect(await kept()).toEqual(before);
    const [line] = await api.sql(`select * from fundwatch.audit_event where action = 'attachment.infected'`);
    expect(line).toMatchObject({ actor: 'liu', target: '说明.txt', details: { found: 'Win.Test.EICAR_HDB-1' } });
  });

  test('what was typed beside a refused one stays, and the answer can be given', async () => {
    const draft = { problemType: 'P1', explanation: '数据录入错误', fields: { before: '1', after: '2' } };
    await handler.call(routes.saveDraft, { params: { alertId }, body: { body: draft } as never });
    expect((await send('说明.txt', infected)).status).toBe(422);
    const { body } = await handler.call(routes.getDraft, { params: { alertId } });
    expect(JSON.stringify(body)).toContain('数据录入错误');
    expect((await send('说明.txt', Buffer.from('已更正'))).status).toBe(200);
  });

  test.each([
    ['does not answer', 'silent'],
    ['will not take one so large', 'too_large'],
  ] as const)('while the scanner %s, nothing is kept, and it is said', async (_what, mood) => {
    clamd.mood = mood;
    const before = await kept();
    const reply = await send('核查报告.pdf', pdf());
    expect(reply.status).toBe(503);
    expect(reply.body).toMatchObject({ code: 'VIRUS_SCANNER_UNAVAILABLE' });
    expect(await kept()).toEqual(before);
    clamd.mood = 'well';
    expect((await send('核查报告.pdf', pdf())).status).toBe(200);
  });

  test('a paper of the office is looked through as well', async () => {
    // Built alerts have the first numbers.
    await api.sql(`insert into fundwatch.alert_number values (2026, 900000) on conflict do nothing`);
    const { body: registered } = await officer.call(routes.registerAlert, {
      body: {
        agency: '120101',
        line: '110',
        subjectKind: 'agency',
        severity: 'high',
        title: '举报线索',
        found: '举报内容。',
        firstPeriod: '202609',
        source: { kind: 'complaint', number: '举-1', on: '2026-10-01' },
      } as never,
    });
    const params = { alertId: registered.id };
    const refused = await officer.call(routes.addSourceFile, { params, file: { name: 'a.txt', bytes: infected } });
    expect(refused.status).toBe(422);
    const taken = await officer.call(routes.addSourceFile, { params, file: { name: 'a.pdf', bytes: pdf() } });
    expect(taken.body.scannedAt).toBe(api.clock.now());
  });
});

describe('attachments, without a virus scanner', () => {
  test('are kept and say that nobody looked', async () => {
    const api = await startApi();
    try {
      await api.addAccount({ userName: 'liu', roles: ['agency_handler'], organisation: '120101' });
      const { id } = await anAlert().received().save(api.database);
      const reply = await (
        await api.signedIn('liu')
      ).call(routes.addAttachment, {
        params: { alertId: id },
        file: { name: '核查报告.pdf', bytes: pdf() },
      });
      expect(reply.body).toMatchObject({ fileName: '核查报告.pdf', scannedAt: null });
    } finally {
      await api.close();
    }
  });
});

describe('the scanner', () => {
  test('is reached at a socket of this machine, too', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'clamd-'));
    const clamd = await startClamd(join(folder, 'clamd.ctl'));
    try {
      const scanner = clamdScanner(clamd.url);
      expect(await scanner.scan(Buffer.from('harmless'))).toEqual({ found: null });
      expect(await scanner.scan(infected)).toEqual({ found: 'Win.Test.EICAR_HDB-1' });
      expect(await scanner.scan(Buffer.alloc(0))).toEqual({ found: null });
    } finally {
      await clamd.close();
      await rm(folder, { recursive: true });
    }
  });

  test('that nobody listens at, or that says nothing for too long, is unavailable', async () => {
    const gone = await startClamd();
    await gone.close();
    await expect(clamdScanner(gone.url).scan(infected)).rejects.toThrow('VIRUS_SCANNER_UNAVAILABLE');
    const mute = createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const { port } = mute.address() as AddressInfo;
    await expect(clamdScanner(`tcp://127.0.0.1:${port}`, 50).scan(infected)).rejects.toThrow('timed out');
    mute.close();
  });

  test('that takes no file of this size says so itself', async () => {
    const strict = await startClamd();
    strict.mood = 'too_large';
    const refused = clamdScanner(strict.url).scan(Buffer.alloc(3_000_000));
    await expect(refused).rejects.toThrow(/size limit exceeded|EPIPE|ECONNRESET/);
    await strict.close();
  });

  test.each(['http://127.0.0.1:3310', 'unix:', 'clamd'])('is not looked for at %s', (url) => {
    expect(() => clamdScanner(url)).toThrow();
  });
});
