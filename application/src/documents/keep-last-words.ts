import { DOMParser, XMLSerializer, type Element as XmlElement } from '@xmldom/xmldom';

/**
 * The closing words of a letter hold the place for signature and seal; the paragraph before them, whichever it became once
 * the lists were filled, stays with them too: no page says nothing but who signed. Takes and gives `word/document.xml`.
 */
export function keepLastWords(xml: string): string {
  const document = new DOMParser().parseFromString(xml, 'text/xml');
  let changed = false;
  for (const paragraph of document.getElementsByTagName('w:p')) {
    if (styleOf(paragraph) !== 'Last') continue;
    const before = elementBefore(paragraph);
    if (before?.tagName !== 'w:p' || styleOf(before) === 'Last') continue;
    keepWithNext(before);
    changed = true;
  }
  return changed ? new XMLSerializer().serializeToString(document) : xml;
}

const styleOf = (paragraph: XmlElement): string | null =>
  propertiesOf(paragraph)?.getElementsByTagName('w:pStyle').item(0)?.getAttribute('w:val') ?? null;

function propertiesOf(paragraph: XmlElement): XmlElement | null {
  const first = [...paragraph.childNodes].find(({ nodeType }) => nodeType === 1) as XmlElement | undefined;
  return first?.tagName === 'w:pPr' ? first : null;
}

function elementBefore(element: XmlElement): XmlElement | null {
  let before = element.previousSibling;
  while (before && before.nodeType !== 1) before = before.previousSibling;
  return before as XmlElement | null;
}

/** `w:keepNext` stands right after the style, as the schema orders the properties. */
function keepWithNext(paragraph: XmlElement): void {
  const document = paragraph.ownerDocument!;
  const properties =
    propertiesOf(paragraph) ??
    (paragraph.insertBefore(document.createElement('w:pPr'), paragraph.firstChild) as XmlElement);
  if (properties.getElementsByTagName('w:keepNext').length > 0) return;
  const style = properties.getElementsByTagName('w:pStyle').item(0);
  properties.insertBefore(document.createElement('w:keepNext'), style ? style.nextSibling : properties.firstChild);
}
