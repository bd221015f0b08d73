import { describe, expect, test } from 'vitest';
import { legalBases } from '../alert/index.js';
import type { Role } from '../identity/index.js';
import { citeIndicatorBasis, citeLegalBasis } from './cite-basis.js';
import { composeDocument, MOST_ROWS } from './compose-document.js';
import { documentKinds, documentRules } from './document-kinds.js';
import { chineseNumeral, defaultNumberWords, documentDay, documentMonth, documentNumber } from './document-number.js';
import { mayReadDocument, possibleDocuments, possibleMatterDocuments, requireInputs } from './document-possible.js';
import { documentTags, requiredTags } from './document-tags.js';
import { yuan } from './document-words.js';
import { sampleFacts } from './sample-facts.js';

describe('numbers and dates of a paper', () => {
  test('the number has the full year in six-cornered brackets and no leading zeros', () => {
    expect(documentNumber(defaultNumberWords.supervise_order, 2026, 12)).toBe('津社基督〔2026〕12号');
  });
  test('days, months and amounts are written as papers write them', () => {
    expect([documentDay('2026-10-05'), documentMonth('202609'), yuan('1234567.5'), yuan(null)]).toEqual([
      '2026年10月5日',
      '2026年9月',
      '1,234,567.50元',
      '—',
    ]);
  });
  test.each([
    [1, '一'],
    [10, '十'],
    [14, '十四'],
    [20, '二十'],
    [49, '四十九'],
    [101, '一百零一'],
    [110, '一百一十'],
    [202, '二百零二'],
  ])('%i is %s', (number, text) => expect(chineseNumeral(number)).toBe(text));
});

describe('the legal basis of a paper', () => {
  test('an article of the lapsed measures is cited with its validity, never as one in force', () => {
    expect(citeLegalBasis(legalBases.tianjin12, '2026-10-20')).toEqual({
      article: '《天津市社会保险基金网络监督实施办法》第十二条',
      gist: legalBases.tianjin12.gist,
      validity: '自2015年8月1日施行，2020年7月31日废止，仅作程序参照',
    });
  });
  test('an item of an article is named, and a text without a date says so', () => {
    expect(citeLegalBasis(legalBases.tianjin6, '2026-10-20').article).toMatch(/第六条第（三）项$/);
    expect(citeLegalBasis(legalBases.henan49, '2026-10-20').validity).toBe('施行日期原文未载，仅作程序参照');
  });
  test('every basis of the transitions table can be cited', () => {
    for (const basis of Object.values(legalBases))
      expect(citeLegalBasis(basis, '2026-10-20').article).toMatch(/^《.+》第.+条/);
  });
  test('the number of a text stands behind its title', () => {
    const basis = {
      id: '经25',
      level: 'national',
      place: null,
      note: null,
      validFrom: '2023-12-01',
      validTo: null,
    } as const;
    const { article } = citeIndicatorBasis(
      { ...basis, title: '社会保险经办条例（国务院令第765号）第二十五条' },
      '2026-10-20',
    );
    expect(article).toBe('《社会保险经办条例》（国务院令第765号）第二十五条');
  });
  test('a local basis of an indicator names its place', () => {
    const basis = {
      id: '甘4',
      level: 'local',
      place: '甘肃',
      note: null,
      validFrom: '2023-07-20',
      validTo: null,
    } as const;
    expect(citeIndicatorBasis({ ...basis, title: '岗位权限细则（试行）第四条' }, '2026-10-20')).toMatchObject({
      article: '《岗位权限细则（试行）》第四条（甘肃地方文件）',
      validity: '自2023年7月20日施行',
    });
  });
});

describe('what a paper is filled with', () => {
  test.each(documentKinds)('%s gives every tag that no template may leave out, and no empty list', (kind) => {
    const content = composeDocument(kind, sampleFacts(kind));
    for (const name of requiredTags) expect(content[name]?.length, name).toBeGreaterThan(0);
    for (const { name, row } of documentTags(kind)) if (row) expect(row.length, name).toBeGreaterThan(0);
  });
  test('a letter shows the first rows and says how many there are besides', () => {
    const facts = sampleFacts('alert_letter');
    const hits = Array.from({ length: MOST_ROWS }, () => facts.hits[0]!);
    const content = composeDocument('alert_letter', { ...facts, hits, alert: { ...facts.alert!, hits: 55 } });
    expect(content.明细).toHaveLength(MOST_ROWS);
    expect(content.其余明细).toBe('其余35条见系统中该预警的证据页。');
    expect(composeDocument('alert_letter', facts).其余明细).toBe('');
  });
  test('what somebody ended with a mark does not end its sentence twice', () => {
    const facts = sampleFacts('inspection_notice');
    const inspection = {
      ...facts.inspection!,
      title: '待遇发放检查。',
      alerts: [{ ...facts.inspection!.alerts[0]!, title: '冒领；' }],
    };
    const inputs = { ...facts.inputs, place: ' 示例大厅。 ' };
    expect(composeDocument('inspection_notice', { ...facts, inspection, inputs })).toMatchObject({
      检查名称: '待遇发放检查',
      检查地点: '示例大厅',
      涉及预警: '示例2026-000001 DY01 冒领',
    });
  });
  test('a leader who writes his decision into the reason is quoted once', () => {
    const facts = sampleFacts('supervise_order');
    const opinion = (reason: string | null) =>
      composeDocument('supervise_order', {
        ...facts,
        events: [{ type: 'supervise_order.approve', actor: '分管领导', at: '2026-10-22T02:00:00Z', reason }],
      }).批准意见;
    expect(['同意，限期办结。', '限期办结。', null].map(opinion)).toEqual([
      '同意，限期办结。',
      '同意。限期办结。',
      '同意',
    ]);
  });
  test('a form is filed by whoever fills it in: the agency, or the department that was asked', () => {
    const filedBy = (kind: 'answer_form' | 'rectification_form' | 'consultation_opinion' | 'closure_slip') =>
      composeDocument(kind, sampleFacts(kind)).发文单位;
    expect(filedBy('answer_form')).toBe('示例区社会保险经办中心');
    expect(filedBy('rectification_form')).toBe('示例区社会保险经办中心');
    expect(filedBy('consultation_opinion')).toBe('示例养老保险处');
    expect(filedBy('closure_slip')).toBe('示例市社会保险基金监督机构');
  });
  test('a closure slip does not say in time of an answer whose date waits for its calendar', () => {
    const facts = sampleFacts('closure_slip');
    const said = (answeredLate: boolean | null) =>
      composeDocument('closure_slip', { ...facts, alert: { ...facts.alert!, answeredLate } }).是否按期;
    expect([false, true, null].map(said)).toEqual(['按期反馈', '逾期反馈', '待工作日历']);
  });
  test('a summary cites what the article says of summaries', () => {
    const [row] = composeDocument('annual_summary', sampleFacts('annual_summary')).依据 as { 内容: string }[];
    expect(row!.内容).toContain('分类汇总');
  });
  test('a refused field check says who refused it and why', () => {
    const facts = sampleFacts('field_check_approval');
    const events = [
      { type: 'field_check.refuse', actor: '分管领导', at: '2026-10-22T02:00:00Z', reason: '先书面核查' },
    ];
    expect(composeDocument('field_check_approval', { ...facts, events })).toMatchObject({
      审批意见: '不同意。先书面核查',
      审批人: '分管领导',
      审批日期: '2026年10月22日',
    });
  });
});

describe('which papers can be made', () => {
  test('an alert that was not sent yet has no letter, a dispatched one has', () => {
    const kinds = (state: 'screened' | 'dispatched' | 'closed', answerRound = 0) =>
      possibleDocuments({ state, answerRound }, [], ['supervision_officer']).map(({ kind }) => kind);
    expect(kinds('screened')).not.toContain('alert_letter');
    expect(kinds('dispatched')).toContain('alert_letter');
    expect(kinds('dispatched')).not.toContain('answer_form');
    expect(kinds('closed', 1)).toEqual(expect.arrayContaining(['answer_form', 'closure_slip']));
  });
  test('an order has its notice once the leader approved it', () => {
    const order = (state: 'proposed' | 'approved') =>
      possibleDocuments(
        { state: 'screened', answerRound: 0 },
        [{ id: 'b', kind: 'supervise_order', state }],
        ['supervision_officer'],
      ).filter(({ kind }) => kind === 'supervise_order');
    expect(order('proposed')).toEqual([]);
    expect(order('approved')).toEqual([{ kind: 'supervise_order', branchId: 'b' }]);
  });
  test('an agency makes its own forms and reads nothing of consultations, checks and major matters', () => {
    const kinds = possibleDocuments({ state: 'rectifying', answerRound: 1 }, [], ['agency_handler']).map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['answer_form', 'rectification_form']);
    expect(documentKinds.filter((kind) => mayReadDocument(kind, ['agency_head']))).toEqual([
      'alert_letter',
      'inspection_notice',
      'answer_form',
      'rectification_form',
      'closure_slip',
    ]);
  });
  test('letters that leave the house are also made as PDF', () => {
    expect(documentKinds.filter((kind) => documentRules[kind].formats.includes('pdf'))).toEqual([
      'alert_letter',
      'supervise_order',
      'inspection_notice',
    ]);
  });
});

describe('what the maker of a paper says', () => {
  const inputs = sampleFacts('inspection_notice').inputs;
  test('is kept as far as the kind asks for it', () => {
    expect(requireInputs('closure_slip', { other: 'x' })).toEqual({});
    expect(requireInputs('inspection_notice', { ...inputs, other: 'x' })).toEqual(inputs);
  });
  test('names what is missing', () => {
    const fieldsOf = (change: Record<string, string>) => {
      try {
        requireInputs('inspection_notice', { ...inputs, ...change });
        return [];
      } catch (error) {
        return (error as { details: { fields: string[] } }).details.fields;
      }
    };
    expect(fieldsOf({ place: ' ' })).toEqual(['place']);
    expect(fieldsOf({ place: ' ', materials: '' })).toEqual(['place', 'materials']);
  });
});

describe('the papers of an inspection and of a major matter', () => {
  test('are filled from the record, not typed again', () => {
    const facts = sampleFacts('inspection_notice');
    const inspection = {
      ...facts.inspection!,
      leaders: ['张敏'],
      members: ['陈伟'],
      scope: '第一项\n第二项',
      alerts: [],
    };
    expect(composeDocument('inspection_notice', { ...facts, inspection })).toMatchObject({
      主送单位: inspection.agencyName,
      检查类型: '专项检查',
      开始日期: '2026年11月10日',
      结束日期: '2026年11月20日',
      检查内容: [{ 内容: '第一项' }, { 内容: '第二项' }],
      组长: '张敏',
      成员: '陈伟',
      涉及预警: '无',
    });
    const report = sampleFacts('major_matter_report');
    expect(composeDocument('major_matter_report', report)).toMatchObject({
      可能损失: '12,000.00元',
      已追回: '3,000.00元',
      立案情况: '示例市公安局于2026年10月19日立案审查调查',
      签发人: '示例领导',
      要情等级: '普通要情',
    });
  });
  test('before a report is signed and sent its places for both are empty, or what the maker said', () => {
    const facts = sampleFacts('major_matter_report');
    const majorMatter = { ...facts.majorMatter!, signedBy: null, reportedTo: null };
    const inputs = { ...facts.inputs, reportTo: '人力资源和社会保障部' };
    expect(composeDocument('major_matter_report', { ...facts, majorMatter, inputs })).toMatchObject({
      签发人: '',
      主送单位: '人力资源和社会保障部',
    });
  });
  test('are made by the office in the states that their kind names, and of no alert', () => {
    const officer: Role[] = ['supervision_officer'];
    expect(possibleMatterDocuments({ of: 'inspection', state: 'planned' }, officer)).toEqual([]);
    expect(possibleMatterDocuments({ of: 'inspection', state: 'approved' }, officer)).toEqual(['inspection_notice']);
    expect(possibleMatterDocuments({ of: 'inspection', state: 'approved' }, ['agency_head'])).toEqual([]);
    expect(possibleMatterDocuments({ of: 'major_matter', state: 'refused' }, officer)).toEqual([]);
    expect(possibleMatterDocuments({ of: 'major_matter', state: 'proposed' }, officer)).toEqual([
      'major_matter_report',
    ]);
    const ofAlert = possibleDocuments({ state: 'closed', answerRound: 1 }, [], officer).map(({ kind }) => kind);
    expect(ofAlert).not.toContain('inspection_notice');
    expect(ofAlert).not.toContain('major_matter_report');
  });
});
