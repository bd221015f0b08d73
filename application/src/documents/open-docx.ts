import { inflateRawSync } from 'node:zlib';
import { DomainError } from '@fundwatch/domain';
import PizZip from 'pizzip';

/** A template is text; what is larger was not made for this. */
export const LARGEST_TEMPLATE = 5 * 1024 * 1024;
const MOST_PARTS = 200;
const MOST_UNPACKED = 30 * 1024 * 1024;

/** What makes a file no template of ours; the web has a text for each. */
export type TemplateProblem =
  | 'not_docx'
  | 'too_large'
  | 'has_macros'
  | 'has_embedded_objects'
  | 'has_outside_links'
  | 'tag_broken'
  | 'tag_unknown'
  | 'tag_missing'
  | 'not_in_pdf';

export function templateRefused(problem: TemplateProblem, names: readonly string[] = []): DomainError {
  return new DomainError('DOCUMENT_TEMPLATE_INVALID', { problem, names });
}

interface ZipPart {
  dir: boolean;
  _data?: { compressionMethod: string; compressedContent?: Uint8Array; getCompressedContent?: () => Uint8Array };
}

/**
 * Opens a .docx that somebody brought. Nothing in it may reach outside, run, or unpack to more than a paper holds.
 * @throws DomainError DOCUMENT_TEMPLATE_INVALID
 */
export function openDocx(bytes: Buffer): PizZip {
  if (bytes.length > LARGEST_TEMPLATE) throw templateRefused('too_large');
  let zip: PizZip;
  try {
    zip = new PizZip(bytes);
    requireSmall(zip);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw templateRefused('not_docx');
  }
  const names = Object.keys(zip.files);
  if (!zip.file('word/document.xml') || !zip.file('[Content_Types].xml')) throw templateRefused('not_docx');
  if (names.some((name) => /vbaProject|vbaData/i.test(name))) throw templateRefused('has_macros');
  if (names.some((name) => /^word\/(embeddings|activeX)\//i.test(name))) throw templateRefused('has_embedded_objects');
  for (const name of names.filter((one) => /\.(xml|rels)$/i.test(one))) {
    const text = zip.file(name)!.asText();
    if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw templateRefused('not_docx');
    if (name.endsWith('.rels') && /TargetMode\s*=\s*["']External["']/i.test(text))
      throw templateRefused('has_outside_links');
  }
  return zip;
}

/** Unpacks each part against a limit first: the sizes that a zip states are not believed. */
function requireSmall(zip: PizZip): void {
  const parts = Object.values(zip.files) as unknown as ZipPart[];
  if (parts.length > MOST_PARTS) throw templateRefused('too_large');
  let left = MOST_UNPACKED;
  for (const { dir, _data } of parts) {
    if (dir || !_data?.getCompressedContent) continue;
    const packed = _data.getCompressedContent();
    try {
      left -=
        _data.compressionMethod === '\x08\x00'
          ? inflateRawSync(packed, { maxOutputLength: left }).length
          : packed.length;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw templateRefused('too_large');
      throw error;
    }
    if (left <= 0) throw templateRefused('too_large');
  }
}
