import { composeDocument } from './compose-document.js';
import type { DocumentKind } from './document-kinds.js';
import { sampleFacts } from './sample-facts.js';

/** A tag that a template of a kind may use; a list has the tags of its rows. */
export interface DocumentTag {
  name: string;
  row: readonly string[] | null;
}

/** Tags that no template may leave out: a paper without them is none. */
export const requiredTags: readonly string[] = ['文号', '成文日期', '发文单位', '依据'];

/** Everything that a template of this kind may be filled with. */
export function documentTags(kind: DocumentKind): DocumentTag[] {
  return Object.entries(composeDocument(kind, sampleFacts(kind))).map(([name, value]) => ({
    name,
    row: typeof value === 'string' ? null : Object.keys(value[0] ?? {}),
  }));
}
