import { expect, it } from 'vitest';
import { lintFile } from '../check-catalogue.js';
import { findRuleFolders } from './load-rules.js';
import { readRule } from './read-rule.js';
import { ruleContract } from './check-rules.js';
for (const folder of (await findRuleFolders()).filter((f) => /r(1[6-9]|2\d|30)-/.test(f))) {
  it(folder, async () => {
    const rule = await readRule(folder);
    if (rule.sql) expect(await lintFile(folder, { ...rule, sql: rule.sql, contract: ruleContract })).toEqual([]);
  });
}
