// Who may import whom. The rules are DESIGN's; test/architecture seeds a violation of each, so that none goes blind.

/** Package → what it may import of ours, besides itself. */
const mayImport = {
  domain: [],
  indicators: ['domain'],
  storage: ['domain'],
  application: ['domain', 'indicators', 'storage'],
  server: ['application', 'domain'],
  jobs: ['application', 'domain'],
  cli: ['application', 'storage', 'domain'],
  web: ['domain'],
};
const packages = Object.keys(mayImport);
const stages = ['collect', 'evaluate', 'dispatch', 'feedback', 'close'];
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})(/|$)`;
const node = '^(node:)?(fs|net|http|https|child_process|process|os|dns|tls|cluster|worker_threads)(/|$)';

/** Rules on single imports; types count. */
const rules = [
  ...packages.map((name) => ({
    name: `${name}-imports`,
    comment: `${name} may import of ours: ${mayImport[name].join(', ') || 'nothing'}`,
    severity: 'error',
    from: { path: `^${name}/src/` },
    to: { path: `^(${packages.filter((each) => each !== name && !mayImport[name].includes(each)).join('|')})/` },
  })),
  {
    name: 'entry-points-only',
    comment: 'another package is entered by its exports, not by a path into its sources',
    severity: 'error',
    from: { path: `^(${packages.join('|')})/src/` },
    to: { path: `^(${packages.join('|')})/`, pathNot: '^$1/', dependencyTypes: ['local'] },
  },
  {
    name: 'nothing-imports-test',
    comment: 'tests know the product, not the other way round',
    severity: 'error',
    from: { pathNot: '^test/' },
    to: { path: '^test/' },
  },
  ...stages.map((stage) => ({
    name: `domain-${stage}-alone`,
    comment: 'stages of the domain do not know each other; they meet in alert/',
    severity: 'error',
    from: { path: `^domain/src/${stage}/` },
    to: { path: `^domain/src/(${stages.filter((each) => each !== stage).join('|')})/` },
  })),
  {
    name: 'domain-no-input-output',
    comment: 'the domain is plain and runs in the browser: no files, network or processes',
    severity: 'error',
    from: { path: '^domain/src/', pathNot: '\\.spec\\.ts$' },
    to: { path: node },
  },
  {
    name: 'domain-few-libraries',
    comment: 'the domain knows zod and one date library',
    severity: 'error',
    from: { path: '^domain/src/', pathNot: '\\.spec\\.ts$' },
    to: { path: '(^|/)node_modules/', pathNot: npm('zod', 'temporal-polyfill', 'temporal-utils', 'temporal-spec') },
  },
  {
    name: 'duckdb-in-facts-only',
    comment: 'only storage/src/facts knows DuckDB',
    severity: 'error',
    from: { path: `^(${packages.join('|')})/src/`, pathNot: '^storage/src/facts/' },
    to: { path: npm('@duckdb') },
  },
  {
    name: 'queue-in-storage-queue-only',
    comment: 'only storage/src/queue knows BullMQ and Redis',
    severity: 'error',
    from: { path: `^(${packages.join('|')})/src/`, pathNot: '^storage/src/queue/' },
    to: { path: npm('bullmq', 'ioredis', '@nestjs/bullmq') },
  },
  {
    name: 'postgres-in-storage-only',
    comment: 'only storage talks to PostgreSQL',
    severity: 'error',
    from: { path: `^(${packages.join('|')})/src/`, pathNot: '^storage/src/' },
    to: { path: npm('pg', 'pg-copy-streams', 'typeorm', '@nestjs/typeorm') },
  },
  {
    name: 'entities-stay-in-storage',
    comment: 'rows and entities never leave storage/src/postgres',
    severity: 'error',
    from: { pathNot: '^storage/src/postgres/' },
    to: { path: '^storage/src/postgres/entities/' },
  },
  {
    name: 'web-ui-dumb',
    comment: 'ui/ is made of dumb parts: it knows no feature',
    severity: 'error',
    from: { path: '^web/src/ui/' },
    to: { path: '^web/src/features/' },
  },
  {
    name: 'everything-resolves',
    comment: 'an import that leads nowhere would escape every other rule',
    severity: 'error',
    from: {},
    // Virtual modules and style sheets are the bundler's business.
    to: { couldNotResolve: true, pathNot: ['^virtual:', '\\.css$', '^vitest$', '\\?(raw|url|inline)$'] },
  },
];

module.exports = {
  forbidden: rules,
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['fundwatch-source', 'import', 'require', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.vue', '.json'],
    },
    skipAnalysisNotInRules: true,
  },
};
