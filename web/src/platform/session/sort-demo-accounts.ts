import type { Role } from '@fundwatch/domain/identity';

/** Who is shown first: those with work to show, in the order of the cycle. Other roles have no pages yet. */
const order: readonly Role[] = [
  'supervision_officer',
  'supervision_head',
  'bureau_leader',
  'agency_handler',
  'agency_head',
  'information_institution',
  'administrator',
];

interface DemoAccount {
  userName: string;
  roles: readonly Role[];
}

/** The demonstration's accounts: `near` one for each role with pages, `far` the others with pages, in the same order. */
export function sortDemoAccounts<Account extends DemoAccount>(
  accounts: readonly Account[],
): { near: Account[]; far: Account[] } {
  const rank = ({ roles }: Account) => {
    const ranks = roles.map((role) => order.indexOf(role)).filter((place) => place >= 0);
    return ranks.length ? Math.min(...ranks) : order.length;
  };
  // Of equals the one with a single role first: it shows the role purely.
  const sorted = accounts
    .filter((account) => rank(account) < order.length)
    .sort((a, b) => rank(a) - rank(b) || a.roles.length - b.roles.length || (a.userName < b.userName ? -1 : 1));
  const near = sorted.filter((account, place) => place === sorted.findIndex((each) => rank(each) === rank(account)));
  return { near, far: sorted.filter((account) => !near.includes(account)) };
}
