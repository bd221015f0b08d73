import { routes, type RouteContract } from '@fundwatch/domain/api';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { contractOf } from './route.js';

/** The server does not start with a contract that nobody handles, or that two handle. */
@Injectable()
export class RequireEveryHandler implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const bound = this.discovery.getControllers().flatMap(({ instance }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => contractOf(prototype[name]!) ?? []);
    });
    refuseGaps(Object.values(routes), bound);
  }
}

/** @throws Error that names the contracts without a handler and those with several */
export function refuseGaps(contracts: readonly RouteContract[], bound: readonly RouteContract[]): void {
  const times = (contract: RouteContract) => bound.filter((one) => one === contract).length;
  const missing = contracts.filter((contract) => times(contract) === 0).map(({ name }) => name);
  const twice = contracts.filter((contract) => times(contract) > 1).map(({ name }) => name);
  if (missing.length) throw new Error(`no handler for ${missing.join(', ')}`);
  if (twice.length) throw new Error(`more than one handler for ${twice.join(', ')}`);
}
