import { DomainError } from '@fundwatch/domain';
import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { ServerConfig } from './config.js';
import { contractOf } from './route.js';
import { CONFIG } from './tokens.js';

/** A handler that answers nothing answers `{}`; in tests a reply that breaks its contract is an error. */
@Injectable()
export class CheckReply implements NestInterceptor {
  constructor(@Inject(CONFIG) private readonly config: ServerConfig) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const contract = contractOf(execution.getHandler());
    if (!contract || ['download', 'tus', 'stream'].includes(contract.kind)) return next.handle();
    return next.handle().pipe(
      map((reply: unknown) => {
        const body = reply ?? {};
        const { statusCode } = execution.switchToHttp().getResponse<FastifyReply>();
        if (!this.config.checkReplies || statusCode !== 200) return body;
        const parsed = contract.reply.safeParse(body);
        if (!parsed.success)
          throw new DomainError('INTERNAL', { contract: contract.name, problems: parsed.error.issues });
        return body;
      }),
    );
  }
}
