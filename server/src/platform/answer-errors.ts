import { DomainError, type ErrorCode } from '@fundwatch/domain';
import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { logFault } from './log-fault.js';
import { statusOfError } from './status-of-error.js';
import { LOGGER } from './tokens.js';

/** Every error leaves as a code, the facts of its text, and the number to quote on the phone. */
@Catch()
export class AnswerErrors implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    sendError(error, request, reply, this.logger);
  }
}

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply, logger: Logger): void {
  const known = errorOf(error);
  const status = statusOfError[known.code];
  if (status >= 500) logFault(logger, { requestId: request.id, error }, known.code);
  if (known.code === 'SIGN_IN_THROTTLED') void reply.header('retry-after', String(known.details['retryAfterSeconds']));
  // The inside of a defect is for the log.
  const details = status >= 500 ? {} : known.details;
  void reply
    .status(status)
    .type('application/json; charset=utf-8')
    .send({ code: known.code, details, requestId: request.id });
}

const codeOfStatus: Partial<Record<number, ErrorCode>> = { 404: 'NOT_FOUND', 413: 'UPLOAD_TOO_LARGE' };

function errorOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown } | null)?.statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    const what = (error as { code?: unknown }).code;
    return new DomainError(codeOfStatus[status] ?? 'REQUEST_INVALID', typeof what === 'string' ? { what } : {});
  }
  return new DomainError('INTERNAL');
}
