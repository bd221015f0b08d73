import { describe, expect, test } from 'vitest';
import { detectAttachmentType } from './detect-attachment-type.js';

const zipOf = (...parts: string[]) => Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.from(parts.join('\n'))]);
const accepted: [string, Buffer, string][] = [
  ['核查报告.pdf', Buffer.from('%PDF-1.7\n'), 'application/pdf'],
  ['扫描件.PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]), 'image/png'],
  ['照片.jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
  ['明细.csv', Buffer.from('姓名,金额\n张三,1.00\n'), 'text/csv'],
  ['说明.txt', Buffer.from([0xd5, 0xc5, 0xc8, 0xfd]), 'text/plain'],
  [
    '明细.xlsx',
    zipOf('[Content_Types].xml', 'xl/workbook.xml'),
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
  [
    '说明.docx',
    zipOf('[Content_Types].xml', 'word/document.xml'),
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
];
const refused: [string, Buffer, string][] = [
  ['program.exe', Buffer.from('MZ'), 'a program'],
  ['report.pdf', Buffer.from('MZ\x90\x00'), 'a program that calls itself a report'],
  ['photo.png', Buffer.from('%PDF-1.7\n'), 'content that does not agree with its ending'],
  ['page.html', Buffer.from('<script>'), 'a web page'],
  ['archive.zip', zipOf('a.txt'), 'a plain archive'],
  ['table.xlsx', zipOf('[Content_Types].xml', 'xl/vbaProject.bin'), 'a table with macros'],
  ['note.txt', Buffer.from([0x61, 0x00, 0x62]), 'binary content that calls itself text'],
  ['empty.txt', Buffer.alloc(0), 'nothing'],
];

describe('evidence', () => {
  test.each(accepted)('%s is accepted', (name, bytes, mediaType) => {
    expect(detectAttachmentType(name, bytes)).toBe(mediaType);
  });
  test.each(refused)('%s is refused: it is %3$s', (name, bytes) => {
    expect(detectAttachmentType(name, bytes)).toBeNull();
  });
});
