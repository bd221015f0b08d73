/**
 * Why a submission was refused: the closed list of reasons, each with its Chinese and English text.
 * `{…}` is filled from the error's details and from file, column and value. Stored as `submission_check.check_code`
 * (DQ02, DQ04 and DQ12 read it), so a code is never renamed.
 */
export const checkCodes = {
  // The package as a whole.
  package_unreadable: { zh: '数据包无法读取：{problemZh}', en: 'The package cannot be read: {problem}' },
  package_too_large: { zh: '解压后超过上限 {limit} 字节', en: 'Larger than the limit of {limit} bytes once unpacked' },
  datapackage_missing: { zh: '缺少 datapackage.json', en: 'datapackage.json is missing' },
  datapackage_invalid: {
    zh: 'datapackage.json 不符合要求：{problemZh}',
    en: 'datapackage.json is not valid: {problem}',
  },
  // Who, what, when: the identity of the submission.
  identity_invalid: { zh: '{column} 不符合要求：应为{expectedZh}', en: '{column} is not valid: expected {expected}' },
  line_not_for_dataset: {
    zh: '数据集 {dataset} 的险种应为{expectedZh}',
    en: 'The line of dataset {dataset} must be {expected}',
  },
  line_not_enabled: { zh: '险种 {line} 未启用', en: 'Line {line} is not switched on' },
  agency_unknown: { zh: '未登记的经办机构 {agency}', en: 'The agency {agency} is not registered' },
  agency_not_yours: {
    zh: '数据包属于经办机构 {agency}，您只能为 {own} 报送',
    en: 'The package is of agency {agency}; you may send for {own} only',
  },
  version_reused: {
    zh: '版本 {version} 已报送过，且内容不同；更正请用新的版本号',
    en: 'Version {version} is already here with other content; send a correction under a new version',
  },
  version_not_above: {
    zh: '版本 {version} 不高于已报送的最高版本 {highest}',
    en: 'Version {version} is not above the highest version seen, {highest}',
  },
  // Which tables.
  table_missing: { zh: '缺少应报的表 {table}', en: 'The table {table} is due and not in the package' },
  table_unknown: {
    zh: '表 {name} 不属于数据集 {dataset}',
    en: 'Table {name} does not belong to dataset {dataset}',
  },
  table_repeated: { zh: '表 {table} 出现多次', en: 'Table {table} is listed more than once' },
  // A file and its description.
  path_invalid: {
    zh: '文件名 {path} 不符合要求：应为包内的 .csv 或 .csv.gz 文件',
    en: 'The file name {path} is not valid: expected a .csv or .csv.gz file of the package',
  },
  file_missing: { zh: '包内没有文件 {file}', en: 'The file {file} is not in the package' },
  file_unreadable: { zh: '文件无法读取：{problemZh}', en: 'The file cannot be read: {problem}' },
  encoding_unknown: {
    zh: '编码 {encoding} 不支持：应为 utf-8 或 gb18030',
    en: 'The encoding {encoding} is not supported: expected utf-8 or gb18030',
  },
  hash_mismatch: {
    zh: '文件哈希不符：报送 {stated}，实际 {actual}',
    en: 'The hash differs: stated {stated}, found {actual}',
  },
  rows_mismatch: {
    zh: '行数不符：报送 {stated} 行，实际 {actual} 行',
    en: 'The number of rows differs: stated {stated}, found {actual}',
  },
  control_total_missing: { zh: '缺少 {column} 的控制总数', en: 'The control total of {column} is missing' },
  control_total_unknown: {
    zh: '{column} 不是应有控制总数的数值字段',
    en: '{column} is not a number field that a control total is kept for',
  },
  control_total_invalid: {
    zh: '{column} 的控制总数 {stated} 不符合要求：应为恰好 {scale} 位小数的字符串',
    en: 'The control total of {column}, {stated}, is not valid: expected a string with exactly {scale} decimals',
  },
  control_total_mismatch: {
    zh: '{column} 的控制总数不符：报送 {stated}，实际 {actual}',
    en: 'The control total of {column} differs: stated {stated}, found {actual}',
  },
  // The header.
  header_missing: { zh: '没有表头行', en: 'There is no header row' },
  column_unknown: { zh: '表头中有未知字段 {column}', en: 'The header has the unknown field {column}' },
  column_repeated: { zh: '表头中字段 {column} 重复', en: 'The header repeats the field {column}' },
  column_missing: { zh: '表头缺少必填字段 {column}', en: 'The header lacks the required field {column}' },
  // The form of a row (RFC 4180).
  csv_malformed: {
    zh: '不符合 CSV 格式（RFC 4180）：{problemZh}',
    en: 'Not valid CSV (RFC 4180): {problem}',
  },
  csv_field_count: {
    zh: '该行有 {actual} 个字段，表头有 {expected} 个',
    en: 'The row has {actual} fields, the header has {expected}',
  },
  row_too_long: { zh: '该行超过上限 {limit} 字节', en: 'The row is longer than the limit of {limit} bytes' },
  encoding_invalid: { zh: '该行含有不符合 {encoding} 编码的字节', en: 'The row holds bytes that are not {encoding}' },
  nul_character: { zh: '该行含有 NUL 字符', en: 'The row holds a NUL character' },
  // A value.
  value_missing: { zh: '必填字段 {column} 为空', en: 'The required field {column} is empty' },
  number_invalid: {
    zh: '{column} 不是数值：应为如 -1234.50 的十进制数，无千分位、加号和指数',
    en: '{column} is not a number: expected decimal digits such as -1234.50, no separators, plus sign or exponent',
  },
  number_scale: { zh: '{column} 的小数超过 {scale} 位', en: '{column} has more than {scale} decimals' },
  number_out_of_range: {
    zh: '{column} 超出范围：整数部分最多 {digits} 位',
    en: '{column} is out of range: at most {digits} digits before the point',
  },
  integer_invalid: { zh: '{column} 不是整数', en: '{column} is not an integer' },
  integer_out_of_range: { zh: '{column} 超出整数范围', en: '{column} is out of the range of integers' },
  date_invalid: {
    zh: '{column} 不是真实日期：应为 YYYY-MM-DD',
    en: '{column} is not a real calendar day: expected YYYY-MM-DD',
  },
  datetime_invalid: {
    zh: '{column} 不是真实时间：应为 YYYY-MM-DDTHH:MM:SS，可带时区偏移',
    en: '{column} is not a real time: expected YYYY-MM-DDTHH:MM:SS, optionally with an offset',
  },
  yearmonth_invalid: { zh: '{column} 不是年月：应为 YYYYMM', en: '{column} is not a month: expected YYYYMM' },
  boolean_invalid: { zh: '{column} 应为 true 或 false', en: '{column} must be true or false' },
  enum_invalid: {
    zh: '{column} 不在代码表中：应为 {allowed}',
    en: '{column} is not in the code list: expected {allowed}',
  },
  code_unmapped: {
    zh: '{column} 的值“{value}”没有代码对照：应为 {allowed}',
    en: 'The value "{value}" of {column} is not mapped to a code: expected {allowed}',
  },
  pattern_invalid: { zh: '{column} 不符合格式 {pattern}', en: '{column} does not match {pattern}' },
  key_repeated: { zh: '主键（{column}）重复', en: 'The primary key ({column}) is repeated' },
} as const satisfies Record<string, { zh: string; en: string }>;

export type CheckCode = keyof typeof checkCodes;

/** One reason why a submission was refused, and where. */
export interface CheckError {
  checkCode: CheckCode;
  /** File name inside the package; null for the package as a whole and for an exchange database. */
  file: string | null;
  table: string | null;
  /** Data row, counted from 1 after the header; a row that spans several lines counts once. Null = not about one row. */
  row: number | null;
  column: string | null;
  /** The value as sent, at most 100 characters; personal fields only as stars. */
  value: string | null;
  reason: { zh: string; en: string };
}

/** At most this many errors of one table are kept; the totals count all. */
export const keptErrorsPerTable = 100;

type Place = Partial<Pick<CheckError, 'file' | 'table' | 'row' | 'column' | 'value'>>;

/** Builds an error with both texts; `details` fill the placeholders of the code's templates. */
export function checkError(
  checkCode: CheckCode,
  place: Place = {},
  details: Record<string, string | number> = {},
): CheckError {
  const { row = null } = place;
  const [file, table, column, value] = [place.file, place.table, place.column, place.value].map((text) =>
    text == null ? null : shorten(text),
  ) as [string | null, string | null, string | null, string | null];
  const known: Record<string, unknown> = { file, table, row, column, value, ...details };
  const fill = (template: string) =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => shorten(String(known[name] ?? '')));
  const { zh, en } = checkCodes[checkCode];
  return {
    checkCode,
    file,
    table,
    row,
    column,
    value,
    reason: { zh: fill(zh), en: fill(en) },
  };
}

/** What is shown of a personal value: that there is one, and how long it is (up to 20). */
export function maskPersonal(value: string): string {
  return '*'.repeat(Math.min([...value].length, 20));
}

const longestShown = 100;

// A broken file can hold megabytes in one value, and NUL or half a character, which PostgreSQL's text cannot store.
function shorten(value: string): string {
  const clean = value
    .slice(0, longestShown * 2 + 1)
    .replaceAll('\0', '\u2400')
    .replace(/\p{Surrogate}/gu, '\ufffd');
  const characters = [...clean];
  return characters.length > longestShown ? `${characters.slice(0, longestShown).join('')}…` : clean;
}
