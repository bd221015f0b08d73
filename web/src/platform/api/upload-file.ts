import type { ParamsOf, ReplyOf, RouteContract } from '@fundwatch/domain/api';
import { addressOf } from './address-of.js';
import { ApiError, errorOfReply } from './api-error.js';
import { withSession } from './call-api.js';

/**
 * Uploads one file to a route of kind `upload`, with progress from 0 to 1.
 * @throws ApiError (CANCELLED when `signal` ends it)
 */
export function uploadFile<T extends RouteContract>(
  route: T,
  input: { params?: ParamsOf<T>; file: File; onProgress?: (share: number) => void; signal?: AbortSignal },
): Promise<ReplyOf<T>> {
  return withSession(() => send(route, input)) as Promise<ReplyOf<T>>;
}

function send(
  route: RouteContract,
  input: { params?: unknown; file: File; onProgress?: (share: number) => void; signal?: AbortSignal },
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(route.method, addressOf(route.path, input.params as Record<string, unknown>));
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) input.onProgress?.(event.loaded / event.total);
    };
    request.onerror = () => reject(new ApiError('NETWORK_UNREACHABLE', 0));
    request.onabort = () => reject(new ApiError('CANCELLED', 0));
    request.onload = () => {
      let reply: unknown = null;
      try {
        reply = JSON.parse(request.responseText);
      } catch {
        reply = null;
      }
      if (request.status >= 200 && request.status < 300) resolve(reply);
      else reject(errorOfReply(request.status, reply));
    };
    input.signal?.addEventListener('abort', () => request.abort(), { once: true });
    const form = new FormData();
    form.append('file', input.file, input.file.name);
    request.send(form);
  });
}
