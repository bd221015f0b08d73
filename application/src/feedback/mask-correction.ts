import { readCorrection, writeRecordKey, type Correction } from '@fundwatch/domain/alert';
import { exchangeTable, maskableColumns } from '@fundwatch/domain/collect';
import { maskRecord, maskValue, type MaskableColumn } from '@fundwatch/domain/identity';

/** The corrected field as masking wants to know it. */
export function correctedColumn({ table, field }: Correction): MaskableColumn {
  return maskableColumns(exchangeTable(table)).find(({ name }) => name === field)!;
}

/** A citizen id stays covered in a correction as everywhere: it is read where each look is logged. */
export function maskCorrection(correction: Correction): Correction {
  const { table, key, field, before, after } = correction;
  const column = correctedColumn(correction);
  return {
    table,
    key: maskRecord(maskableColumns(exchangeTable(table)), key) as Record<string, string>,
    field,
    before: maskValue(column, before),
    after: maskValue(column, after),
  };
}

/** What an answer says, with the personal values of a correction covered. */
export function maskAnswerFields(fields: Readonly<Record<string, string>>): Record<string, string> {
  const correction = readCorrection(fields);
  if (!correction) return { ...fields };
  const { table, key, before, after } = maskCorrection(correction);
  return {
    ...fields,
    recordId: writeRecordKey(exchangeTable(table), key),
    ...(before === null ? {} : { before }),
    ...(after === null ? {} : { after }),
  };
}
