import { BlockList, isIP } from 'node:net';

/** Ranges of IPv4 that lead to this machine, into the network, or nowhere (IANA special-purpose registry). */
const notPublic4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
/** Within the one public range of IPv6: documentation, and what carries an IPv4 address in it. */
const notPublic6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const barred = new BlockList();
for (const [network, prefix] of notPublic4) barred.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of notPublic6) barred.addSubnet(network, prefix, 'ipv6');
const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');

/** Whether an IP address is somewhere in the public network; false for what is no address. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !barred.check(address, 'ipv4');
    case 6:
      return global6.check(address, 'ipv6') && !barred.check(address, 'ipv6');
    default:
      return false;
  }
}
