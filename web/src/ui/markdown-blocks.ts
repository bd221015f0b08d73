/** A block of an indicator's text; only what those texts use: paragraphs and lists, with **bold** and `code`. */
export type Block = { kind: 'paragraph'; text: Inline[] } | { kind: 'list'; ordered: boolean; items: Inline[][] };
export interface Inline {
  kind: 'text' | 'bold' | 'code';
  text: string;
}

type Paragraph = Extract<Block, { kind: 'paragraph' }>;

/** Reads the small markdown of indicator.md. It yields text, never HTML. */
export function readBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  /** The paragraph that the next line belongs to. */
  let open: Paragraph | null = null;
  for (const line of markdown.split('\n').map((each) => each.trim())) {
    const item = /^(?:[-*•]|(\d+)[.、)])\s+(.+)$/.exec(line) ?? /^(\d+)[.、)]\s*(\D.*)$/.exec(line);
    const last = blocks.at(-1);
    if (!line) open = null;
    else if (item) {
      open = null;
      const ordered = item[1] !== undefined;
      if (last?.kind === 'list' && last.ordered === ordered) last.items.push(readInline(item[2]!));
      else blocks.push({ kind: 'list', ordered, items: [readInline(item[2]!)] });
    } else if (open) open.text.push(...readInline(joinOf(open) + line));
    else {
      open = { kind: 'paragraph', text: readInline(line.replace(/^#+\s*/, '')) };
      blocks.push(open);
    }
  }
  return blocks;
}

/** Lines of Chinese join without a space, others with one. */
function joinOf(paragraph: Paragraph): string {
  return /[\u3000-\u9fff\uff00-\uffef]$/.test(paragraph.text.at(-1)?.text ?? '') ? '' : ' ';
}

function readInline(text: string): Inline[] {
  return text
    .split(/(\*\*[^*]+\*\*|`[^`]+`)/)
    .filter(Boolean)
    .map((part) =>
      part.startsWith('**')
        ? { kind: 'bold', text: part.slice(2, -2) }
        : part.startsWith('`')
          ? { kind: 'code', text: part.slice(1, -1) }
          : { kind: 'text', text: part },
    );
}
