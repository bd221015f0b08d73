import type { DocumentContent } from '@fundwatch/domain/documents';
import Docxtemplater from 'docxtemplater';
import type PizZip from 'pizzip';
import { keepLastWords } from './keep-last-words.js';
import { templateRefused } from './open-docx.js';

interface TagError {
  properties?: { id?: string; xtag?: string; errors?: TagError[] };
}

/**
 * Puts the content into the tags of a template: `{文号}`, and `{#明细}…{/明细}` around what repeats, a row of a table or
 * paragraphs. @throws DomainError DOCUMENT_TEMPLATE_INVALID (tag_broken)
 */
export function fillTemplate(template: PizZip, content: DocumentContent): Buffer {
  try {
    const filled = new Docxtemplater(template, {
      paragraphLoop: true,
      linebreaks: true,
      delimiters: { start: '{', end: '}' },
      nullGetter: () => '',
      errorLogging: false,
    });
    filled.render(withoutControlCharacters(content) as Record<string, unknown>);
    const zip = filled.getZip() as PizZip;
    zip.file('word/document.xml', keepLastWords(zip.file('word/document.xml')!.asText()));
    return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE' }) as Buffer;
  } catch (error) {
    const { properties } = error as TagError;
    if (!properties) throw error;
    const broken = properties.errors ?? [error as TagError];
    throw templateRefused('tag_broken', [
      ...new Set(broken.map((one) => (one.properties?.xtag ?? one.properties?.id ?? '').slice(0, 30))),
    ]);
  }
}

/** XML 1.0 has no control characters; what somebody pasted must not break the paper. */
function withoutControlCharacters(content: DocumentContent): unknown {
  // eslint-disable-next-line no-control-regex
  const clean = (text: string) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  return JSON.parse(JSON.stringify(content), (_, value: unknown) => (typeof value === 'string' ? clean(value) : value));
}
