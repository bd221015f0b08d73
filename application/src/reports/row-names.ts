import { severities, type ProblemType, type Severity } from '@fundwatch/domain/alert';
import { groupTitles, lineTitles, severityTitles } from '@fundwatch/domain/documents';
import { indicatorGroups, type BilingualText } from '@fundwatch/domain/evaluate';
import { answerRequirements } from '@fundwatch/domain/feedback';
import type { ReportDimension } from '@fundwatch/domain/report';
import { titleOf } from '../alert/view-alert-row.js';
import type { Application } from '../application.js';

const englishGroups: Readonly<Record<string, string>> = {
  DQ: 'Data quality',
  CB: 'Contributions',
  DY: 'Benefits',
  CW: 'Fund accounts',
  NK: 'Internal control',
  YX: 'Operations',
};
const englishLines: Readonly<Record<string, string>> = {
  '000': 'Across lines',
  '110': 'Employee pension',
  '120': 'Civil-service pension',
  '170': 'Resident pension',
  '210': 'Unemployment',
  '310': 'Medical',
  '410': 'Work injury',
  '510': 'Maternity',
};
const otherSource: BilingualText = { zh: '其他来源', en: 'Other sources' };
const noType: BilingualText = { zh: '尚未认定', en: 'Not yet typed' };

/** What a row of a report's table is called, in both languages. */
export function nameRow(
  app: Application,
  agencies: ReadonlyMap<string, string>,
  dimension: ReportDimension,
  key: string | null,
): BilingualText {
  if (key === null) return noType;
  const coded = (name: BilingualText) => ({ zh: `${key} ${name.zh}`, en: `${key} ${name.en}` });
  switch (dimension) {
    case 'agency':
      return both(agencies.get(key) ?? key);
    case 'group':
      return groupTitles[key] ? { zh: groupTitles[key], en: englishGroups[key] ?? key } : otherSource;
    case 'indicator':
      return coded(titleOf(app, key));
    case 'line':
      return { zh: lineTitles[key] ?? key, en: englishLines[key] ?? key };
    case 'severity':
      return { zh: severityTitles[key as Severity], en: key };
    case 'problem_type': {
      const { zh, en } = answerRequirements[key as ProblemType];
      return coded({ zh, en });
    }
  }
}

const both = (name: string): BilingualText => ({ zh: name, en: name });

const groupOrder = (key: string) => {
  const place = (indicatorGroups as readonly string[]).indexOf(key.slice(0, 2));
  return place < 0 ? indicatorGroups.length : place;
};

/** Rows in the order of their table: groups as the catalogue has them, the worst severity first, P1 before P10; no value last. */
export function compareRows(dimension: ReportDimension, a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (dimension === 'group' || dimension === 'indicator') {
    const order = groupOrder(a) - groupOrder(b);
    if (order !== 0) return order;
  }
  if (dimension === 'severity') return severities.indexOf(b as Severity) - severities.indexOf(a as Severity);
  if (dimension === 'problem_type') return Number(a.slice(1)) - Number(b.slice(1));
  return a < b ? -1 : Number(a > b);
}
