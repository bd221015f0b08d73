import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 'v1';
const IV_BYTES = 12;

/** Seals a webhook's secret under a key made from the installation's own; nobody else's row opens with it. */
export function sealSecret(installationSecret: string, webhook: string, secret: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(installationSecret), iv).setAAD(Buffer.from(webhook));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return [VERSION, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.');
}

/** Null where it was sealed by another installation, for another webhook, or was changed. */
export function openSecret(installationSecret: string, webhook: string, text: string): string | null {
  const [version, ...parts] = text.split('.');
  const [iv, tag, sealed] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (version !== VERSION || !iv || !tag || !sealed) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(installationSecret), iv, { authTagLength: 16 });
    decipher.setAAD(Buffer.from(webhook)).setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function keyOf(installationSecret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', installationSecret, '', 'fundwatch webhook secrets', 32));
}
