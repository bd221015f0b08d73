import { describe, expect, it } from 'vitest';
import { sortDemoAccounts } from './sort-demo-accounts.js';

const account = (userName: string, ...roles: Parameters<typeof sortDemoAccounts>[0][number]['roles'][number][]) => ({
  userName,
  roles,
});

describe("the demonstration's accounts", () => {
  it('one of each role that has pages comes first, in the order of the cycle', () => {
    const { near, far } = sortDemoAccounts([
      account('admin', 'administrator'),
      account('h2', 'agency_handler'),
      account('h1', 'agency_handler'),
      account('steward', 'data_steward'),
      account('both', 'supervision_officer', 'data_steward'),
      account('zhang', 'supervision_officer'),
    ]);
    expect(near.map((each) => each.userName)).toEqual(['zhang', 'h1', 'admin']);
    expect(far.map((each) => each.userName)).toEqual(['both', 'h2']);
  });
});
