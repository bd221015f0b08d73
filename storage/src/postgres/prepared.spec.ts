import { expect, test } from 'vitest';
import { PreparingClient } from './prepared.js';

test('a connection that breaks while nobody asks does not end the process', () => {
  expect(() => new PreparingClient().emit('error', new Error('terminating connection'))).not.toThrow();
});
