// What is loaded at run time, types left out: rules on everything that can be reached.
const { options } = require('./.dependency-cruiser.cjs');

module.exports = {
  forbidden: [
    {
      name: 'server-never-loads-duckdb',
      comment: 'nothing reachable from server/ reaches DuckDB: an upload is stored as an object and checked by a job',
      severity: 'error',
      from: { path: '^server/src/' },
      to: { path: '(^|/)node_modules/@duckdb(/|$)', reachable: true },
    },
    {
      name: 'web-never-loads-node',
      comment: 'nothing reachable from web/ needs Node.js',
      severity: 'error',
      from: { path: '^web/src/' },
      to: { path: '^(node:)?(fs|net|http|child_process|os|path|crypto)(/|$)', reachable: true },
    },
    {
      name: 'no-circle',
      comment: 'modules that need each other at load time break by the order of imports',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: { ...options, tsPreCompilationDeps: false },
};
