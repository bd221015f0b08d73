import { describe, expect, it } from 'vitest';
import { decideVersion } from './decide-version.js';

const seen = [
  { version: 1, contentHash: 'a' },
  { version: 3, contentHash: 'c' },
];

describe('an incoming version', () => {
  it('is accepted when nothing was seen, whatever its number', () => {
    expect(decideVersion([], { version: 5, contentHash: 'x' })).toEqual({ kind: 'accept' });
  });

  it('is accepted above the highest seen, with a gap, too', () => {
    expect(decideVersion(seen, { version: 4, contentHash: 'c' })).toEqual({ kind: 'accept' });
    expect(decideVersion(seen, { version: 9, contentHash: 'x' })).toEqual({ kind: 'accept' });
  });

  it('is already here with the same content, also below the highest', () => {
    expect(decideVersion(seen, { version: 3, contentHash: 'c' })).toEqual({ kind: 'already_here', version: 3 });
    expect(decideVersion(seen, { version: 1, contentHash: 'a' })).toEqual({ kind: 'already_here', version: 1 });
  });

  it('is refused with other content', () => {
    const decision = decideVersion(seen, { version: 3, contentHash: 'x' });
    expect(decision).toMatchObject({ kind: 'refused', error: { checkCode: 'version_reused', value: '3' } });
  });

  it('is refused when it fills a gap below the highest', () => {
    const decision = decideVersion(seen, { version: 2, contentHash: 'x' });
    expect(decision).toMatchObject({
      kind: 'refused',
      error: { checkCode: 'version_not_above', reason: { zh: '版本 2 不高于已报送的最高版本 3' } },
    });
  });
});
