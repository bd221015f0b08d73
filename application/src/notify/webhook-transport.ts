import { lookup, type LookupAddress, type LookupAllOptions } from 'node:dns';
import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { DomainError } from '@fundwatch/domain';
import { readWebhookUrl, type WebhookOutcome } from '@fundwatch/domain/notify';
import type { WebhookTransport } from '../application.js';
import { isPublicAddress } from './public-address.js';

const TIMEOUT_MS = 10_000;
/** What an address says beyond its status is not read; more than this is cut off. */
const MOST_ANSWER = 64 * 1024;
const BARRED = 'ADDRESS_NOT_PUBLIC';

/** Names to addresses, as the system does it. */
type Resolve = (
  host: string,
  options: LookupAllOptions,
  found: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * Whether an address may be kept: https and not an IP address inside the network, unless its origin is named. What a name leads to
 * is looked at when it is called.
 * @throws DomainError WEBHOOK_NOT_POSSIBLE
 */
export function requireWebhookUrl(text: string, origins: readonly string[]): URL {
  const url = readWebhookUrl(text, origins);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const inside = isIP(host) ? !isPublicAddress(host) : /(^|\.)localhost\.?$/.test(host);
  if (inside && !origins.includes(url.origin)) throw new DomainError('WEBHOOK_NOT_POSSIBLE', { why: 'private' });
  return url;
}

/** Posts to addresses; follows no redirection, and connects only to the addresses that it looked at. */
export function createWebhookTransport(origins: readonly string[], resolve: Resolve = lookup): WebhookTransport {
  return {
    async post(text, headers, body) {
      let url: URL;
      try {
        url = requireWebhookUrl(text, origins);
      } catch (error) {
        return { outcome: 'barred', status: null, error: String((error as DomainError).details['why']) };
      }
      try {
        const status = await send(url, headers, body, origins.includes(url.origin) ? undefined : lookUpPublic(resolve));
        const taken = status >= 200 && status < 300;
        return { outcome: taken ? 'taken' : 'refused', status, error: taken ? null : `HTTP ${status}` };
      } catch (error) {
        const { code, name } = error as NodeJS.ErrnoException;
        const outcome: WebhookOutcome = code === BARRED ? 'barred' : 'unreached';
        return { outcome, status: null, error: code === BARRED ? 'private' : (code ?? name) };
      }
    },
  };
}

function send(
  url: URL,
  headers: Record<string, string>,
  body: string,
  lookUp: LookupFunction | undefined,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? secure : plain)(
      url,
      {
        method: 'POST',
        agent: false,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        ...(lookUp ? { lookup: lookUp } : {}),
      },
      (answer) => {
        let read = 0;
        const done = () => resolve(answer.statusCode ?? 0);
        answer.on('data', (part: Buffer) => {
          read += part.length;
          if (read > MOST_ANSWER) answer.destroy();
        });
        // The status is the answer, whatever becomes of the rest.
        answer.on('close', done).on('error', done);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** One address inside the network bars a name wholly. */
const lookUpPublic =
  (resolve: Resolve): LookupFunction =>
  (host, options, found) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return found(error, []);
      const inside = addresses.length === 0 || addresses.some(({ address }) => !isPublicAddress(address));
      if (inside) return found(Object.assign(new Error(BARRED), { code: BARRED }), []);
      if (options.all) return found(null, addresses);
      found(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
