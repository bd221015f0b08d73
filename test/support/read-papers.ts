import { DOMParser } from '@xmldom/xmldom';
import PizZip from 'pizzip';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The words of a .docx, a line a paragraph. */
export function docxText(docx: Buffer): string {
  const xml = new PizZip(docx).file('word/document.xml')!.asText();
  const paragraphs = [...new DOMParser().parseFromString(xml, 'text/xml').getElementsByTagName('w:p')];
  return paragraphs
    .map((one) => [...one.getElementsByTagName('w:t')].map((run) => run.textContent ?? '').join(''))
    .join('\n');
}

async function opened<T>(pdf: Buffer, read: (document: PDFDocumentProxy) => Promise<T>): Promise<T> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0, useSystemFonts: false });
  try {
    return await read(await task.promise);
  } finally {
    await task.destroy();
  }
}

/** The words of a PDF as a reader extracts them, in the order in which they were drawn. */
export function pdfText(pdf: Buffer): Promise<{ text: string; pages: number }> {
  return opened(pdf, async (document) => {
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const { items } = await (await document.getPage(number)).getTextContent();
      pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
    }
    return { text: pages.join('\n'), pages: document.numPages };
  });
}

/** The fonts that a PDF's pages use, and whether their glyphs are in the file. */
export async function pdfFonts(pdf: Buffer): Promise<{ name: string; embedded: boolean }[]> {
  const text = pdf.toString('latin1');
  const descriptors = text.match(/\/Type \/FontDescriptor[\s\S]*?endobj/g) ?? [];
  return descriptors.map((descriptor) => ({
    name: /\/FontName \/([^\s/]+)/.exec(descriptor)?.[1] ?? '',
    embedded: /\/FontFile[23]? \d+ 0 R/.test(descriptor),
  }));
}
