import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configs, cruise, packages, root, type Violation } from './cruise.js';

/** A file that breaks each rule: rule → file → what it imports. The last import is the one that breaks it. */
const seeded: Record<string, Record<string, string[]>> = {
  'domain-imports': { 'domain/src/alert/wrong.ts': ['@fundwatch/storage'] },
  'indicators-imports': { 'indicators/src/wrong.ts': ['@fundwatch/application'] },
  'storage-imports': { 'storage/src/wrong.ts': ['@fundwatch/application'] },
  'application-imports': { 'application/src/wrong.ts': ['@fundwatch/server'] },
  'server-imports': { 'server/src/wrong.ts': ['@fundwatch/storage'] },
  'jobs-imports': { 'jobs/src/wrong.ts': ['@fundwatch/server'] },
  'cli-imports': { 'cli/src/wrong.ts': ['@fundwatch/indicators'] },
  'web-imports': { 'web/src/Wrong.vue': ['@fundwatch/application'] },
  'entry-points-only': { 'application/src/around.ts': ['../../storage/src/inside.js'] },
  'nothing-imports-test': { 'jobs/src/tested.ts': ['../../test/support/builder.js'] },
  'domain-collect-alone': { 'domain/src/collect/wrong.ts': ['../close/right.js'] },
  'domain-evaluate-alone': { 'domain/src/evaluate/wrong.ts': ['../collect/right.js'] },
  'domain-dispatch-alone': { 'domain/src/dispatch/wrong.ts': ['../feedback/right.js'] },
  'domain-feedback-alone': { 'domain/src/feedback/wrong.ts': ['../dispatch/right.js'] },
  'domain-close-alone': { 'domain/src/close/wrong.ts': ['../evaluate/right.js'] },
  'domain-no-input-output': { 'domain/src/calendar/reads.ts': ['node:fs'] },
  'domain-few-libraries': { 'domain/src/calendar/dates.ts': ['date-fns'] },
  'duckdb-in-facts-only': { 'storage/src/postgres/quick.ts': ['@duckdb/node-api'] },
  'queue-in-storage-queue-only': { 'jobs/src/direct.ts': ['bullmq'] },
  'postgres-in-storage-only': { 'application/src/direct.ts': ['pg'] },
  'entities-stay-in-storage': { 'storage/src/exchange/row.ts': ['../postgres/entities/alert.entity.js'] },
  'web-ui-dumb': { 'web/src/ui/Clever.vue': ['../features/queue/feature'] },
  'everything-resolves': { 'jobs/src/nowhere.ts': ['./gone.js'] },
  'server-never-loads-duckdb': { 'server/src/quick.ts': ['@fundwatch/application/facts'] },
  'web-never-loads-node': { 'web/src/platform/reads.ts': ['@fundwatch/domain/reading'] },
  'no-circle': { 'cli/src/one.ts': ['./other.js'], 'cli/src/other.ts': ['./one.js'] },
};

/** What the breaking files lean on; none of these breaks a rule. */
const innocent: Record<string, string[]> = {
  'domain/src/index.ts': ['zod'],
  'domain/src/alert/right.ts': ['../collect/right.js', '../close/right.js', 'zod'],
  'domain/src/reading/index.ts': ['../calendar/reads.js'],
  ...Object.fromEntries(
    ['collect', 'evaluate', 'dispatch', 'feedback', 'close'].map((stage) => [`domain/src/${stage}/right.ts`, []]),
  ),
  'indicators/src/index.ts': ['@fundwatch/domain'],
  'storage/src/index.ts': ['./inside.js', 'pg'],
  'storage/src/inside.ts': [],
  'storage/src/postgres/entities/alert.entity.ts': [],
  'storage/src/facts/index.ts': ['@duckdb/node-api'],
  'storage/src/queue/index.ts': ['bullmq', 'ioredis'],
  'application/src/index.ts': ['@fundwatch/domain', '@fundwatch/indicators', '@fundwatch/storage'],
  'application/src/facts/index.ts': ['@fundwatch/storage/facts'],
  'server/src/index.ts': ['@fundwatch/application', '@fundwatch/domain'],
  'jobs/src/index.ts': ['@fundwatch/application/facts', '@fundwatch/domain'],
  'cli/src/index.ts': ['@fundwatch/application', '@fundwatch/storage', '@fundwatch/domain'],
  'web/src/main.ts': ['@fundwatch/domain'],
  'web/src/features/queue/feature.ts': [],
  'test/support/builder.ts': ['@fundwatch/storage', 'pg'],
};

const libraries = ['zod', 'date-fns', 'pg', 'bullmq', 'ioredis', '@duckdb/node-api'];

describe('a tree in which every import rule is broken once', () => {
  let folder: string;
  let found: Violation[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fundwatch-architecture-'));
    plantTree(folder);
    found = configs.flatMap((config) => cruise(config, folder, [...packages, 'test']));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds a violation for every rule there is', () => {
    const require = createRequire(import.meta.url);
    const rules = configs.flatMap((config) =>
      (require(join(root, config)) as { forbidden: { name: string }[] }).forbidden.map(({ name }) => name),
    );
    expect(Object.keys(seeded).sort()).toEqual([...rules].sort());
  });

  it.each(Object.entries(seeded))('breaks %s, and the rule says where', (rule, files) => {
    const where = found.filter((each) => each.rule === rule).map(({ from }) => from);
    expect(Object.keys(files).some((file) => where.includes(file))).toBe(true);
  });

  it('has innocent files too, and none of them is accused of importing what it may not', () => {
    // What is reached by way of a guilty file is told at its start, so these rules name the innocent as well.
    const direct = found.filter(({ rule }) => !['web-never-loads-node', 'no-circle'].includes(rule));
    expect(direct.filter(({ from }) => from in innocent)).toEqual([]);
  });
});

it('the product’s own sources keep every import rule', () => {
  const sources = [...packages.map((name) => `${name}/src`), 'test'];
  expect(configs.flatMap((config) => cruise(config, root, sources))).toEqual([]);
});

function plantTree(folder: string): void {
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  write('tsconfig.json', readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  write('package.json', JSON.stringify({ name: 'tree', type: 'module', workspaces: packages }));
  mkdirSync(join(folder, 'node_modules/@fundwatch'), { recursive: true });
  for (const name of packages) {
    const real = JSON.parse(readFileSync(join(root, name, 'package.json'), 'utf8')) as Record<string, unknown>;
    const entry = { 'fundwatch-source': './src/index.ts', default: './src/index.ts' };
    write(`${name}/package.json`, JSON.stringify({ ...real, exports: real['exports'] ?? { '.': entry } }));
    symlinkSync(`../../${name}`, join(folder, 'node_modules/@fundwatch', name));
  }
  for (const name of libraries) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
  for (const [path, imports] of [...Object.entries(innocent), ...Object.values(seeded).flatMap(Object.entries)]) {
    const lines = (imports as string[]).map((name, i) => `import * as m${i} from '${name}';\nconsole.log(m${i});`);
    const code = `${lines.join('\n')}\nexport const here = '${path}';\n`;
    write(path, path.endsWith('.vue') ? `<script setup lang="ts">\n${code.replace('export ', '')}</script>\n` : code);
  }
}
