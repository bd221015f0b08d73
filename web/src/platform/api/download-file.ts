import type { BodyOf, ParamsOf, QueryOf, RouteContract } from '@fundwatch/domain/api';
import { addressOf } from './address-of.js';
import { ApiError, errorOfReply } from './api-error.js';
import { withSession } from './call-api.js';

interface DownloadInput<T extends RouteContract> {
  params?: ParamsOf<T>;
  query?: QueryOf<T>;
  body?: BodyOf<T>;
}

/**
 * Saves what a route of kind `download` answers, under the name that the server gives it. A refusal comes back as an
 * error in the page instead of a broken file. @throws ApiError
 */
export async function downloadFile<T extends RouteContract>(route: T, input: DownloadInput<T> = {}): Promise<void> {
  const { blob, fileName } = await withSession(() => fetchFile(route, input));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  // The browser has taken hold of it once the click is over.
  setTimeout(() => URL.revokeObjectURL(link.href));
}

async function fetchFile(
  route: RouteContract,
  { params, query, body }: { params?: unknown; query?: unknown; body?: unknown },
): Promise<{ blob: Blob; fileName: string }> {
  const address = addressOf(route.path, params as Record<string, unknown>, query as Record<string, unknown>);
  const hasBody = route.method !== 'GET';
  let response: Response;
  try {
    response = await fetch(address, {
      method: route.method,
      credentials: 'same-origin',
      ...(hasBody ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) } : {}),
    });
    if (response.ok) return { blob: await response.blob(), fileName: nameIn(response.headers) };
  } catch {
    throw new ApiError('NETWORK_UNREACHABLE', 0);
  }
  throw errorOfReply(response.status, await response.json().catch(() => null));
}

function nameIn(headers: Headers): string {
  const name = /filename\*=UTF-8''([^;]+)/.exec(headers.get('content-disposition') ?? '')?.[1];
  return name ? decodeURIComponent(name) : 'download';
}
