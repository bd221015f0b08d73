import { DomainError } from '@fundwatch/domain';
import { systemContext } from '@fundwatch/domain/identity';
import { expect, test } from 'vitest';
import type { Application, Fault } from '../application.js';
import { doEach } from './do-each.js';

const context = systemContext('test', 'req-1');

test('what was done stands and the rest is not tried once a database no longer answers', async () => {
  const faults: Fault[] = [];
  const gone = new Error('connection refused');
  const database = { withContext: () => Promise.reject(gone) } as unknown as Application['database'];
  const tried: string[] = [];
  const { results } = await doEach(
    { database, onFault: (fault) => faults.push(fault) },
    context,
    ['a', 'b', 'c'],
    (id) => {
      tried.push(id);
      return id === 'a' ? Promise.resolve({ number: '1', state: 'screened' }) : Promise.reject(gone);
    },
  );
  const error = { code: 'INTERNAL', details: { requestId: 'req-1' } };
  expect(results).toEqual([
    { id: 'a', number: '1', done: true, state: 'screened', error: null },
    { id: 'b', number: null, done: false, state: null, error },
    { id: 'c', number: null, done: false, state: null, error },
  ]);
  expect(tried).toEqual(['a', 'b']);
  expect(faults).toEqual([
    { requestId: 'req-1', error: gone },
    { requestId: 'req-1', error: gone },
  ]);
});

test('a refusal is no fault', async () => {
  const refusal = new DomainError('REASON_REQUIRED', { command: 'close' });
  const database = { withContext: () => Promise.resolve(null) } as unknown as Application['database'];
  const onFault = ({ error }: Fault): never => {
    throw error;
  };
  const { results } = await doEach({ database, onFault }, context, ['a'], () => Promise.reject(refusal));
  expect(results[0]!.error).toEqual({ code: 'REASON_REQUIRED', details: { command: 'close' } });
});
