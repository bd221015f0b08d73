import { expect, it } from 'vitest';
import { happenedZh } from '../../application/src/notify/notice-words.js';
import { notificationsLocale } from '../../web/src/features/notifications/locale.js';

it('a mail says of every notice what the screens say', () => {
  expect(happenedZh).toEqual(notificationsLocale.zh.kind);
});
