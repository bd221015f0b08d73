import type { ErrorCode } from '@fundwatch/domain';

/** Codes that arise on this side of the wire. */
export type ClientErrorCode = 'NETWORK_UNREACHABLE' | 'REPLY_UNREADABLE' | 'CANCELLED';

/** An error of the API as the screens show it: a code, the facts of its text, and the number to quote on the phone. */
export class ApiError extends Error {
  constructor(
    readonly code: ErrorCode | ClientErrorCode,
    readonly status: number,
    readonly details: Record<string, unknown> = {},
    readonly requestId: string | null = null,
  ) {
    super(code);
    this.name = 'ApiError';
  }
}

export function isApiError(error: unknown, code?: ErrorCode | ClientErrorCode): error is ApiError {
  return error instanceof ApiError && (code === undefined || error.code === code);
}

/** Reads an error reply; anything that isn't one becomes INTERNAL or REPLY_UNREADABLE. */
export function errorOfReply(status: number, body: unknown): ApiError {
  const reply = body as { code?: unknown; details?: unknown; requestId?: unknown } | null;
  if (reply && typeof reply.code === 'string') {
    return new ApiError(
      reply.code as ErrorCode,
      status,
      (reply.details ?? {}) as Record<string, unknown>,
      typeof reply.requestId === 'string' ? reply.requestId : null,
    );
  }
  return new ApiError(status >= 500 ? 'INTERNAL' : 'REPLY_UNREADABLE', status);
}
