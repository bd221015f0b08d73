import { isUtf8 } from 'node:buffer';
import { readPlainRecords } from './plain-records.js';

/** What is wrong with the form of a record, before any value is looked at. */
export type FormFault =
  | { kind: 'fields'; actual: number }
  | { kind: 'quote_in_text' }
  | { kind: 'text_after_quote' }
  | { kind: 'quote_open' }
  | { kind: 'bare_cr' }
  | { kind: 'nul' }
  | { kind: 'encoding' }
  | { kind: 'too_long' };

export interface ScanResult {
  /** Data records in the file, broken ones too. */
  records: number;
  /** Records that were left out of the output because of a fault. */
  faulty: number;
  /** Names in the header as sent (quotes removed, spaces trimmed); null = no header. */
  header: string[] | null;
  sawQuote: boolean;
  sawSpace: boolean;
  sawNewlineInQuotes: boolean;
  /** Runs of records that were left out: first record (from 1) and how many. Null = too many to keep. */
  gaps: { first: number; count: number }[] | null;
  /** The scan was given up (a record beyond the limit). */
  stopped: boolean;
}

export interface ScanOptions {
  encoding: 'utf-8' | 'gb18030';
  maxRecordBytes: number;
  /** Look at every byte, also of plain records: then no record has another number of fields than the header. */
  exact?: boolean;
  /** Called for the header (record 0) and for every faulty record. */
  onFault: (record: number, fault: FormFault) => void;
}

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const COMMA = 0x2c;
const SPACE = 0x20;

/** Where the scan stands within a record. */
const FIELD_START = 0;
const IN_TEXT = 1;
const IN_QUOTES = 2;
const AFTER_QUOTE = 3;
const AFTER_CR = 4;

const keptGaps = 10_000;
/** Up to so many bytes of an unfinished record are looked at a second time. */
const scannedAgain = 16 * 1024;

/**
 * RFC 4180 to the letter, byte by byte, without decoding: DuckDB's reader is lenient (blank lines vanish, spaces before
 * a quote vanish, a quote inside text passes, NUL passes), so that nothing but well-formed records may reach it. Takes
 * the file's bytes in any chunks and gives back the sound data records as UTF-8 with LF line ends, without the header.
 * Lines may end in CR LF or LF. In both encodings no byte of a longer character is below 0x30, so that commas, quotes
 * and line ends are found in the raw bytes.
 */
export class CsvScanner {
  readonly result: ScanResult = {
    records: 0,
    faulty: 0,
    header: null,
    sawQuote: false,
    sawSpace: false,
    sawNewlineInQuotes: false,
    gaps: [],
    stopped: false,
  };
  readonly #options: ScanOptions;
  readonly #decoder: InstanceType<typeof TextDecoder>;
  /** The unfinished record, from its first byte. */
  #rest: Buffer = Buffer.alloc(0);
  #scanned = 0;
  #state = FIELD_START;
  #fields = 1;
  #fault: FormFault | null = null;
  #atFileStart = true;
  #expectedFields = 0;
  #countedTogether = false;

  constructor(options: ScanOptions) {
    this.#options = options;
    this.#decoder = new TextDecoder(options.encoding, { fatal: true, ignoreBOM: true });
  }

  /** Fields of the header; 0 before it is read. */
  get expectedFields(): number {
    return this.#expectedFields;
  }

  /** Some records' fields were counted together, not one record at a time (see `readPlainRecords`). */
  get countedTogether(): boolean {
    return this.#countedTogether;
  }

  /** Takes the next bytes; gives the sound records that they complete. */
  push(chunk: Buffer): Buffer[] {
    if (this.result.stopped || chunk.length === 0) return [];
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    if (this.#atFileStart) {
      const mark = byteOrderMarks[this.#options.encoding];
      if (bytes.length < mark.length) {
        this.#rest = bytes;
        return [];
      }
      if (bytes.subarray(0, mark.length).equals(mark)) bytes = bytes.subarray(mark.length);
      this.#atFileStart = false;
    }
    if (this.#expectedFields === 0) {
      // The header apart, so that the records behind it may be taken as plain ones.
      const end = bytes.indexOf(LF, this.#scanned) + 1;
      if (end === 0) return this.#scan(bytes);
      const out = this.#scan(bytes.subarray(0, end));
      if (this.result.stopped) return out;
      bytes = Buffer.concat([this.#rest, bytes.subarray(end)]);
    }
    const plain = this.#takePlain(bytes);
    if (!plain) return this.#scan(bytes);
    return [...plain.out, ...this.#scan(bytes.subarray(plain.length))];
  }

  /** Takes the whole records at the front if they are plain and begin here. */
  #takePlain(bytes: Buffer): { out: Buffer[]; length: number } | null {
    const { result } = this;
    if (this.#options.exact || this.#expectedFields === 0 || this.#scanned > scannedAgain) return null;
    const plain = readPlainRecords(bytes, this.#expectedFields, this.#options.maxRecordBytes);
    if (!plain) return null;
    const encoded = this.#toUtf8(bytes.subarray(0, plain.length));
    if (!encoded) return null;
    result.records += plain.records;
    this.#countedTogether = true;
    if (plain.sawSpace) result.sawSpace = true;
    // Bytes of the first record may have been scanned before; nothing special was among them.
    this.#scanned = 0;
    this.#state = FIELD_START;
    this.#fields = 1;
    return { out: [encoded], length: plain.length };
  }

  /** The end of the file: gives the last record if no line end closed it. */
  end(): Buffer[] {
    if (this.result.stopped) return [];
    const out: Buffer[] = [];
    if (this.#atFileStart && this.#rest.length > 0) {
      this.#atFileStart = false;
      out.push(...this.#scan(this.#rest));
    }
    if (this.#rest.length === 0) return out;
    if (this.#state === IN_QUOTES) this.#fault ??= { kind: 'quote_open' };
    if (this.#state === AFTER_CR) this.#fault ??= { kind: 'bare_cr' };
    const block = new RecordBlock(this.#rest);
    this.#finish(block, 0, this.#rest.length);
    return [...out, ...this.#flush(block)];
  }

  #scan(bytes: Buffer): Buffer[] {
    const block = new RecordBlock(bytes);
    const length = bytes.length;
    let start = 0;
    let state = this.#state;
    for (let i = this.#scanned; i < length; i++) {
      const byte = bytes[i]!;
      // Digits, letters and every byte of a longer character: the most frequent case, decided by one comparison.
      if (byte > COMMA && state === IN_TEXT) continue;
      if (state === IN_QUOTES) {
        if (byte === QUOTE) state = AFTER_QUOTE;
        else if (byte === LF) this.result.sawNewlineInQuotes = true;
        else if (byte === SPACE) this.result.sawSpace = true;
        else if (byte === 0) this.#fault ??= { kind: 'nul' };
        continue;
      }
      if (state === AFTER_CR && byte !== LF) {
        this.#fault ??= { kind: 'bare_cr' };
        state = IN_TEXT;
      }
      switch (byte) {
        case COMMA:
          this.#fields++;
          state = FIELD_START;
          break;
        case LF: {
          const end = state === AFTER_CR ? i - 1 : i;
          this.#finish(block, start, end);
          if (this.result.stopped) return this.#flush(block);
          start = i + 1;
          state = FIELD_START;
          break;
        }
        case CR:
          state = AFTER_CR;
          break;
        case QUOTE:
          this.result.sawQuote = true;
          if (state === FIELD_START || state === AFTER_QUOTE) state = IN_QUOTES;
          else this.#fault ??= { kind: 'quote_in_text' };
          break;
        default:
          if (byte === SPACE) this.result.sawSpace = true;
          if (byte === 0) this.#fault ??= { kind: 'nul' };
          if (state === AFTER_QUOTE) this.#fault ??= { kind: 'text_after_quote' };
          state = IN_TEXT;
      }
    }
    this.#state = state;
    // Copied: the caller's chunk may be used again.
    this.#rest = Buffer.from(bytes.subarray(start));
    this.#scanned = this.#rest.length;
    if (this.#rest.length > this.#options.maxRecordBytes) this.#giveUp();
    return this.#flush(block);
  }

  #giveUp(): void {
    this.result.stopped = true;
    this.result.records += this.result.header === null ? 0 : 1;
    this.result.faulty++;
    this.#options.onFault(this.result.records, { kind: 'too_long' });
    this.#rest = Buffer.alloc(0);
  }

  /** One record is complete: bytes start to end, line end left out. */
  #finish(block: RecordBlock, start: number, end: number): void {
    const { result } = this;
    if (end - start > this.#options.maxRecordBytes) {
      this.#giveUp();
      return;
    }
    if (this.#expectedFields === 0) {
      this.#readHeader(block.bytes.subarray(start, end));
    } else {
      result.records++;
      if (this.#fields !== this.#expectedFields) this.#fault ??= { kind: 'fields', actual: this.#fields };
      if (this.#fault) this.#leaveOut(result.records, this.#fault);
      else block.add(start, end, result.records);
    }
    this.#fields = 1;
    this.#fault = null;
  }

  #readHeader(bytes: Buffer): void {
    this.#expectedFields = this.#fields;
    if (this.#fault) this.#options.onFault(0, this.#fault);
    else if (bytes.length > 0) {
      const text = this.#decode(bytes);
      if (text === null) this.#options.onFault(0, { kind: 'encoding' });
      else this.result.header = splitRecord(text);
    }
  }

  #leaveOut(record: number, fault: FormFault): void {
    const { result } = this;
    result.faulty++;
    this.#options.onFault(record, fault);
    if (!result.gaps) return;
    const last = result.gaps.at(-1);
    if (last && last.first + last.count === record) last.count++;
    else if (result.gaps.length < keptGaps) result.gaps.push({ first: record, count: 1 });
    else result.gaps = null;
  }

  #decode(bytes: Buffer): string | null {
    try {
      return this.#decoder.decode(bytes);
    } catch {
      return null;
    }
  }

  /** The block's records as UTF-8; those with bytes outside the encoding are left out. */
  #flush(block: RecordBlock): Buffer[] {
    if (block.records.length === 0) return [];
    const joined = block.joined();
    const encoded = this.#toUtf8(joined);
    if (encoded) return [encoded];
    const sound: Buffer[] = [];
    for (let i = 0; i < block.records.length; i++) {
      const bytes = block.bytes.subarray(block.starts[i]!, block.ends[i]!);
      const one = this.#toUtf8(bytes);
      if (one) sound.push(one, lineEnd);
      else this.#leaveOutLate(block.records[i]!);
    }
    return sound.length > 0 ? [Buffer.concat(sound)] : [];
  }

  // Encoding faults are found a block at a time, so that a gap may lie before others of the same block.
  #leaveOutLate(record: number): void {
    this.#leaveOut(record, { kind: 'encoding' });
    this.result.gaps?.sort((a, b) => a.first - b.first);
  }

  #toUtf8(bytes: Buffer): Buffer | null {
    if (this.#options.encoding === 'utf-8') return isUtf8(bytes) ? bytes : null;
    const text = this.#decode(bytes);
    return text === null ? null : Buffer.from(text, 'utf8');
  }
}

const byteOrderMarks = {
  'utf-8': Buffer.from([0xef, 0xbb, 0xbf]),
  gb18030: Buffer.from([0x84, 0x31, 0x95, 0x33]),
};
const lineEnd = Buffer.from([LF]);

/** The sound records of one scan, as places in the scanned bytes. */
class RecordBlock {
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly records: number[] = [];

  constructor(readonly bytes: Buffer) {}

  add(start: number, end: number, record: number): void {
    this.starts.push(start);
    this.ends.push(end);
    this.records.push(record);
  }

  /** All records with LF line ends; runs that already lie so are copied in one piece. */
  joined(): Buffer {
    const { starts, ends, bytes } = this;
    const count = starts.length;
    const out = Buffer.allocUnsafe(ends[count - 1]! - starts[0]! + 1);
    let length = 0;
    let from = starts[0]!;
    for (let i = 0; i < count; i++) {
      const end = ends[i]!;
      if (i + 1 < count && starts[i + 1] === end + 1) continue;
      length += bytes.copy(out, length, from, end);
      out[length++] = LF;
      from = starts[i + 1] ?? 0;
    }
    return out.subarray(0, length);
  }
}

/** Splits one well-formed record into its values. */
function splitRecord(text: string): string[] {
  const values: string[] = [];
  let value = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (character === '"') {
      if (quoted && text[i + 1] === '"') value += text[++i];
      else quoted = !quoted;
    } else if (character === ',' && !quoted) {
      values.push(value);
      value = '';
    } else value += character;
  }
  values.push(value);
  return values.map((name) => name.replace(/^ +| +$/g, ''));
}
