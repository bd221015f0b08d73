import { routes } from '@fundwatch/domain/api';
import type { ApiClient } from './product.js';

const tus = { 'tus-resumable': '1.0.0' };
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** The headers that begin an upload of so many bytes. */
export function announce(fileName: string, bytes: number, reason?: string): Record<string, string> {
  const metadata = [`filename ${base64(fileName)}`, ...(reason ? [`reason ${base64(reason)}`] : [])].join(',');
  return { ...tus, 'upload-length': String(bytes), 'upload-metadata': metadata };
}

/** The headers under which bytes are sent from an offset on. */
export function from(offset: number): Record<string, string> {
  return { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
}

export const asking = tus;

/** Begins an upload; gives its id. */
export async function beginUpload(
  client: ApiClient,
  fileName: string,
  bytes: number,
  reason?: string,
): Promise<string> {
  const { status, body, headers } = await client.call(routes.beginUpload, {
    headers: announce(fileName, bytes, reason),
  });
  if (status !== 201) throw new Error(`the upload was not begun: ${status} ${JSON.stringify(body)}`);
  return headers.get('location')!.split('/').at(-1)!;
}

/** Sends a whole package as the browser does; the package has the id of the upload. */
export async function sendPackage(
  client: ApiClient,
  file: { name: string; bytes: Uint8Array; reason?: string },
): Promise<string> {
  const uploadId = await beginUpload(client, file.name, file.bytes.length, file.reason);
  const { status, body } = await client.call(routes.sendUpload, {
    params: { uploadId },
    headers: from(0),
    bytes: file.bytes,
  });
  if (status !== 204) throw new Error(`the upload was not taken: ${status} ${JSON.stringify(body)}`);
  return uploadId;
}
