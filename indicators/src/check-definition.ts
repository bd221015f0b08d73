import type { IndicatorDefinition } from '@fundwatch/domain/evaluate';
import { checkEvidence, checkNeeds, repeated } from './check-needs.js';

const summaryWords = ['subject', 'observed', 'threshold', 'amount', 'hits', 'agency', 'first_period'];

/** What a front matter says that cannot be so, in sentences; empty when all is well. */
export function checkDefinition(definition: IndicatorDefinition, folder: string, isQueried: boolean): string[] {
  return [
    ...checkStatus(definition, isQueried),
    ...checkFolder(definition, folder),
    ...checkNeeds(definition.needs),
    ...checkNames(definition),
    ...checkSummary(definition),
    ...checkEvidence(definition.evidence),
    ...(definition.author === definition.checker ? ['author and checker are the same'] : []),
    ...(definition.raisedPer === 'subject' && definition.subject === 'agency'
      ? ['raisedPer subject with the agency as subject: say raisedPer agency']
      : []),
  ];
}

/** What is judged has a query that reads something; what waits for data says what for. */
function checkStatus({ status, needs, answers, waitsFor }: IndicatorDefinition, isQueried: boolean): string[] {
  if (status === 'needs_data' || status === 'metric') {
    return [
      ...(isQueried ? [`status ${status} with an indicator.sql`] : []),
      ...(status === 'needs_data' && !waitsFor.length ? ['status needs_data without waitsFor'] : []),
    ];
  }
  return [
    ...(isQueried ? [] : [`status ${status} without an indicator.sql`]),
    ...(needs.length ? [] : ['needs: nothing is read']),
    ...(answers.length ? [] : ['answers: none']),
  ];
}

function checkFolder({ code, group }: IndicatorDefinition, folder: string): string[] {
  const [groupFolder = '', name = ''] = folder.split('/');
  return [
    ...(groupFolder === group.toLowerCase() ? [] : [`the folder ${groupFolder} is not the group ${group}`]),
    ...(code.startsWith(group) ? [] : [`code ${code} is not of the group ${group}`]),
    ...(name.startsWith(`${code.toLowerCase()}-`) ? [] : [`the folder ${name} does not begin with the code ${code}`]),
  ];
}

function checkNames({ needs, parameters, evidence, answers, basis }: IndicatorDefinition): string[] {
  const tables = needs.flatMap((need) => ('system' in need ? need.system : need.tables));
  return [
    ...repeated('table', tables),
    ...repeated(
      'parameter',
      parameters.map(({ name }) => name),
    ),
    ...repeated(
      'evidence column',
      evidence.map(({ name }) => name),
    ),
    ...repeated('answer', answers),
    ...repeated(
      'basis',
      basis.map(({ id }) => id),
    ),
  ];
}

function checkSummary({ summary, evidence }: IndicatorDefinition): string[] {
  const known = new Set([...summaryWords, ...evidence.map(({ name }) => name)]);
  return Object.entries(summary).flatMap(([language, sentence]) =>
    [...sentence.matchAll(/\{([^}]*)\}/g)]
      .filter(([, word]) => !known.has(word!))
      .map(([placeholder]) => `summary ${language} has the unknown placeholder ${placeholder}`),
  );
}
