import { standardMapping, type SourceMapping } from '@fundwatch/domain/collect';
import { describe, expect, it } from 'vitest';
import { draftOf, mappingOf, readCodes } from './mapping-draft.js';

const tables = ['submission', 'person'];

describe('a mapping as it is typed', () => {
  it('comes back as it was', () => {
    const mapping: SourceMapping = {
      schema: 'dsjh',
      lead: { columns: { agency: 'JGDM' } },
      tables: { person: { table: 'AC01', columns: { sex: 'XB' }, codes: { sex: { 男: '1', 女: '2' } } } },
    };
    expect(mappingOf(draftOf(mapping, tables))).toEqual(mapping);
  });
  it('left empty is the standard', () => {
    const draft = draftOf(standardMapping, tables);
    draft.tables['person']!.columns['sex'] = '  ';
    draft.schema = ' ';
    expect(mappingOf(draft)).toEqual(standardMapping);
  });
  it('with a line of codes that is no pair is none, and the line is named', () => {
    const draft = draftOf(standardMapping, tables);
    draft.tables['person']!.codes['sex'] = '男=1\n女';
    expect(mappingOf(draft)).toBeNull();
    expect(readCodes('男=1\n\n女')).toEqual({ wrongLine: 3 });
    expect(readCodes('a=b=1')).toEqual({ codes: { 'a=b': '1' } });
  });
});
