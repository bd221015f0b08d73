import {
  composeDocument,
  documentRules,
  documentTags,
  requiredTags,
  sampleFacts,
  type DocumentKind,
} from '@fundwatch/domain/documents';
import Docxtemplater, { type DXT } from 'docxtemplater';
import { createRequire } from 'node:module';
import { drawPdf } from './draw-pdf.js';
import { fillTemplate } from './fill-template.js';
import { openDocx, templateRefused } from './open-docx.js';
import { findUndrawable, readDocx } from './read-docx.js';

type Tags = { [name: string]: Tags };
interface Inspector extends DXT.Module {
  getAllTags(): Tags;
}
/** A CommonJS factory whose types say that it is a class. */
const inspectModule = createRequire(import.meta.url)('docxtemplater/js/inspect-module.js') as () => Inspector;

/**
 * Tries a template before anybody's paper is made from it: only tags of its kind, none missing that no paper can do without,
 * filled with invented facts, and drawn where the kind also goes out as PDF. @throws DomainError DOCUMENT_TEMPLATE_INVALID
 */
export async function checkTemplate(kind: DocumentKind, bytes: Buffer): Promise<void> {
  const facts = sampleFacts(kind);
  const filled = openDocx(fillTemplate(openDocx(bytes), composeDocument(kind, facts)));
  const used = tagsOf(bytes);
  const unknown = unknownTags(kind, used);
  if (unknown.length > 0) throw templateRefused('tag_unknown', unknown);
  const missing = requiredTags.filter((name) => !(name in used));
  if (missing.length > 0) throw templateRefused('tag_missing', missing);
  if (!documentRules[kind].formats.includes('pdf')) return;
  const undrawable = findUndrawable(filled);
  if (undrawable.length > 0) throw templateRefused('not_in_pdf', undrawable);
  await drawPdf(readDocx(filled), { title: kind, author: facts.issuer, at: '2026-01-01T00:00:00.000Z' });
}

function tagsOf(bytes: Buffer): Tags {
  const inspector = inspectModule();
  // Reading the template is what fills the inspector.
  new Docxtemplater(openDocx(bytes), {
    paragraphLoop: true,
    delimiters: { start: '{', end: '}' },
    errorLogging: false,
    modules: [inspector],
  }).getFullText();
  return inspector.getAllTags();
}

function unknownTags(kind: DocumentKind, used: Tags): string[] {
  const known = new Map(documentTags(kind).map(({ name, row }) => [name, row]));
  return Object.entries(used).flatMap(([name, inner]) => {
    const row = known.get(name);
    if (row === undefined) return [name];
    const inside = Object.keys(inner);
    if (row === null) return inside.length > 0 ? [`#${name}`] : [];
    if (inside.length === 0) return [name];
    // Within a list its own tags, and those of the whole paper.
    return inside.filter((one) => !row.includes(one) && known.get(one) !== null);
  });
}
