import { describe, expect, it } from 'vitest';
import { readBlocks } from './markdown-blocks.js';

describe('the small markdown of an indicator', () => {
  it('reads paragraphs, lists and bold words', () => {
    expect(readBlocks('死亡后仍**发放**。\n\n1. 核对日期\n2. 核对回盘\n\n- 误报')).toEqual([
      {
        kind: 'paragraph',
        text: [
          { kind: 'text', text: '死亡后仍' },
          { kind: 'bold', text: '发放' },
          { kind: 'text', text: '。' },
        ],
      },
      {
        kind: 'list',
        ordered: true,
        items: [[{ kind: 'text', text: '核对日期' }], [{ kind: 'text', text: '核对回盘' }]],
      },
      { kind: 'list', ordered: false, items: [[{ kind: 'text', text: '误报' }]] },
    ]);
  });

  it('joins the lines of a paragraph, Chinese without a space', () => {
    const text = (markdown: string) =>
      readBlocks(markdown).map((block) =>
        block.kind === 'paragraph' ? block.text.map((part) => part.text).join('') : '',
      );
    expect(text('第一行，\n第二行')).toEqual(['第一行，第二行']);
    expect(text('first line\nsecond')).toEqual(['first line second']);
  });

  it('keeps markup of other kinds as plain text', () => {
    expect(readBlocks('<img src=x onerror=alert(1)>')).toEqual([
      { kind: 'paragraph', text: [{ kind: 'text', text: '<img src=x onerror=alert(1)>' }] },
    ]);
  });
});
