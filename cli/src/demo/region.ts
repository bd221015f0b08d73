/** The handling agencies of the demonstration: Tianjin's 16 districts (GB/T 2260). */
export const demoAgencies = [
  { code: '120101', name: '和平区' },
  { code: '120102', name: '河东区' },
  { code: '120103', name: '河西区' },
  { code: '120104', name: '南开区' },
  { code: '120105', name: '河北区' },
  { code: '120106', name: '红桥区' },
  { code: '120110', name: '东丽区' },
  { code: '120111', name: '西青区' },
  { code: '120112', name: '津南区' },
  { code: '120113', name: '北辰区' },
  { code: '120114', name: '武清区' },
  { code: '120115', name: '宝坻区' },
  { code: '120116', name: '滨海新区' },
  { code: '120117', name: '宁河区' },
  { code: '120118', name: '静海区' },
  { code: '120119', name: '蓟州区' },
] as const;

export const demoRegion = { code: '120000', name: '天津市' } as const;

export type DemoLine = '110' | '120' | '170' | '210' | '410';

/** Agencies that run all five lines; the others run enterprise and resident pension. */
const fullServiceAgencies = new Set(['120101', '120103', '120114', '120116']);

/** The lines that an agency runs. */
export function linesOf(agency: string): DemoLine[] {
  return fullServiceAgencies.has(agency) ? ['110', '120', '170', '210', '410'] : ['110', '170'];
}

export type DemoDataset = 'business' | 'finance' | 'control' | 'external';

export interface SubmissionKey {
  agency: string;
  /** `000`: not tied to a line. */
  line: DemoLine | '000';
  dataset: DemoDataset;
}

/** What the region has to submit every month. */
export function monthlySubmissions(): SubmissionKey[] {
  const keys: SubmissionKey[] = [];
  for (const { code } of demoAgencies) {
    for (const line of linesOf(code)) {
      keys.push({ agency: code, line, dataset: 'business' }, { agency: code, line, dataset: 'finance' });
    }
    keys.push({ agency: code, line: '000', dataset: 'control' });
  }
  keys.push({ agency: demoRegion.code, line: '000', dataset: 'external' });
  return keys;
}

/** The list of expected submissions (domain/decisions.md 14) that `fundwatch expected` takes. */
export function expectedSubmissions(): (SubmissionKey & { validFrom: string; validTo: null; mayLack: string[] })[] {
  return monthlySubmissions().map((key) => ({ ...key, validFrom: '202606', validTo: null, mayLack: [] }));
}
