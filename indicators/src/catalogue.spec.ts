import { expect, it, describe } from 'vitest';
import { checkCatalogue } from './check-catalogue.js';
import { findIndicatorFolders } from './find-catalogue.js';
import { loadCatalogue, loadWholeCatalogue } from './load-catalogue.js';
import { changedWithoutVersion, lockOf, readLockFile } from './lock-file.js';

describe('the catalogue', () => {
  it('keeps every rule of its queries, and its lock file is fresh', async () => {
    expect(await checkCatalogue(await loadCatalogue(), await readLockFile())).toEqual([]);
  });

  it('is not empty', async () => {
    expect((await loadCatalogue()).length).toBeGreaterThan(0);
  });

  it('holds every folder: one that is half written is left out of the product, and found here', async () => {
    expect((await loadWholeCatalogue()).map(({ folder }) => folder).sort()).toEqual(
      (await findIndicatorFolders()).sort(),
    );
  });
});

describe('the lock file', () => {
  const first = { code: 'DY01', version: 1, hash: 'aa' };
  const locked = lockOf([first]);

  it('refuses a changed query under the same version', () => {
    expect(changedWithoutVersion(locked, lockOf([{ ...first, hash: 'bb' }]))).toEqual(['DY01']);
  });

  it('refuses a version that went back', () => {
    expect(changedWithoutVersion({ DY01: { version: 2, hash: 'bb' } }, locked)).toEqual(['DY01']);
  });

  it('accepts a changed query under a higher version, and a new indicator', () => {
    const now = lockOf([
      { ...first, version: 2, hash: 'bb' },
      { code: 'DY04', version: 1, hash: 'cc' },
    ]);
    expect(changedWithoutVersion(locked, now)).toEqual([]);
  });

  it('is stale while a new indicator is missing in it', async () => {
    const indicators = await loadCatalogue();
    expect(await checkCatalogue(indicators, {})).toContain(
      'indicators.lock.json is stale: run node indicators/dist/generate.js',
    );
  });
});
