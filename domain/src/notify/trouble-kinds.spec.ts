import { expect, test } from 'vitest';
import { troubleOf } from './trouble-kinds.js';

test.each([
  ['HTTP 503', { kind: 'http', code: '503' }],
  ['ECONNREFUSED', { kind: 'refused', code: '' }],
  ['EAUTH 535', { kind: 'login', code: '535' }],
  ['EMESSAGE 451', { kind: 'mail', code: '451' }],
  ['EPROTO', null],
])('%s is a trouble with a word of its own, or none', (error, trouble) => expect(troubleOf(error)).toEqual(trouble));
