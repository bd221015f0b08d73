import { expect, test } from 'vitest';
import { openSecret, sealSecret } from './seal-secret.js';

const ours = 'an installation secret of ours';

test('a secret is read again only by its installation and for its webhook', () => {
  const sealed = sealSecret(ours, 'hub', 'whsec_x');
  expect(sealed).not.toContain('whsec');
  expect(openSecret(ours, 'hub', sealed)).toBe('whsec_x');
  expect(openSecret('an installation secret of others', 'hub', sealed)).toBeNull();
  expect(openSecret(ours, 'other', sealed)).toBeNull();
  expect(openSecret(ours, 'hub', `${sealed.slice(0, -2)}AA`)).toBeNull();
  expect(openSecret(ours, 'hub', 'v1.a')).toBeNull();
  expect(sealSecret(ours, 'hub', 'whsec_x')).not.toBe(sealed);
});
