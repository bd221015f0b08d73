import { expect, test } from 'vitest';
import { troubleWords } from './trouble-words.js';

test.each([
  ['HTTP 503', '对方返回 503'],
  ['ECONNREFUSED', '连接被拒绝'],
  ['EAUTH 535', '邮件服务器不接受用户名或密码'],
  ['EMESSAGE 451', '邮件服务器拒收（451）'],
  ['EPROTO', 'EPROTO'],
])('%s is said as %s', (error, words) => expect(troubleWords(error)).toBe(words));
