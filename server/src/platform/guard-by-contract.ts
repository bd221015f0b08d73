import { authenticate, publicContext, type Application, type Authenticated } from '@fundwatch/application';
import { DomainError } from '@fundwatch/domain';
import type { RouteContract } from '@fundwatch/domain/api';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { checkOrigin } from './check-origin.js';
import type { ServerConfig } from './config.js';
import { parseBy } from './parse-by.js';
import { contractOf } from './route.js';
import { readSessionToken } from './session-cookie.js';
import { APPLICATION, CONFIG } from './tokens.js';

/** Before every handler: origin, session, role, and only then the request's content. */
@Injectable()
export class GuardByContract implements CanActivate {
  constructor(
    @Inject(APPLICATION) private readonly app: Application,
    @Inject(CONFIG) private readonly config: ServerConfig,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    const contract = contractOf(execution.getHandler());
    // Deny by default: a handler without a contract answers nobody.
    if (!contract) throw new DomainError('NOT_ALLOWED');
    checkOrigin(request, this.config.publicUrl);
    const authenticated = await this.whoAsks(request, contract);
    request.call = {
      context: authenticated?.context ?? publicContext(request.id),
      authenticated,
      params: parseBy(contract.params, request.params, 'params'),
      query: parseBy(contract.query, request.query, 'query'),
      body:
        contract.kind === 'upload' || contract.kind === 'tus' ? {} : parseBy(contract.body, request.body ?? {}, 'body'),
      request,
      reply: execution.switchToHttp().getResponse<FastifyReply>(),
    };
    return true;
  }

  /** @throws DomainError NOT_SIGNED_IN, SESSION_EXPIRED, NOT_ALLOWED */
  private async whoAsks(request: FastifyRequest, { access, kind }: RouteContract): Promise<Authenticated | null> {
    if (access === 'public') return null;
    const token = readSessionToken(request);
    if (!token) throw new DomainError('NOT_SIGNED_IN');
    // A stream that comes again by itself must not keep a session alive.
    const authenticated = await authenticate(this.app, token, request.id, { touch: kind !== 'stream' });
    const { roles } = authenticated.context;
    if (access !== 'session' && !access.some((role) => roles.includes(role))) throw new DomainError('NOT_ALLOWED');
    return authenticated;
  }
}
