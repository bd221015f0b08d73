/** What evidence may be: by its first bytes, and the ending must agree. */
interface AttachmentType {
  endings: readonly string[];
  mediaType: string;
  fits: (bytes: Buffer) => boolean;
}

const startsWith =
  (...signature: number[]) =>
  (bytes: Buffer) =>
    bytes.length > signature.length && signature.every((byte, index) => bytes[index] === byte);

const isZip = startsWith(0x50, 0x4b, 0x03, 0x04);
/** An Office file is a zip with its parts named inside; one that carries macros is refused. */
const isOffice = (folder: string) => (bytes: Buffer) =>
  isZip(bytes) && bytes.includes('[Content_Types].xml') && bytes.includes(folder) && !bytes.includes('vbaProject.bin');

const types: readonly AttachmentType[] = [
  { endings: ['pdf'], mediaType: 'application/pdf', fits: startsWith(0x25, 0x50, 0x44, 0x46, 0x2d) },
  { endings: ['png'], mediaType: 'image/png', fits: startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) },
  { endings: ['jpg', 'jpeg'], mediaType: 'image/jpeg', fits: startsWith(0xff, 0xd8, 0xff) },
  {
    endings: ['xlsx'],
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fits: isOffice('xl/'),
  },
  {
    endings: ['docx'],
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    fits: isOffice('word/'),
  },
  { endings: ['txt'], mediaType: 'text/plain', fits: isText },
  { endings: ['csv'], mediaType: 'text/csv', fits: isText },
];

export const attachmentEndings: readonly string[] = types.flatMap(({ endings }) => endings);

/** The media type of evidence, or null where content and ending are not one of the allowed kinds. */
export function detectAttachmentType(fileName: string, bytes: Buffer): string | null {
  const ending = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return types.find((type) => type.endings.includes(ending) && type.fits(bytes))?.mediaType ?? null;
}

/** Text in UTF-8 or GB18030, without control characters. */
function isText(bytes: Buffer): boolean {
  if (bytes.length === 0) return false;
  for (const byte of bytes) if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return false;
  return ['utf-8', 'gb18030'].some((encoding) => decodes(bytes, encoding));
}

function decodes(bytes: Buffer, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
