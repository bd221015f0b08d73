import { expect, test } from 'vitest';
import { makeSigningSecret, signWebhook } from './sign-webhook.js';

test('a message is signed as Standard Webhooks says', () => {
  // The example of the specification, https://github.com/standard-webhooks/standard-webhooks.
  const headers = signWebhook(
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    new Date(1_614_265_330_000).toISOString(),
    '{"test": 2432232314}',
  );
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    'idempotency-key': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  });
});

test('secrets are long and never the same', () => {
  const [one, other] = [makeSigningSecret(), makeSigningSecret()];
  expect(one).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(one).not.toBe(other);
});
