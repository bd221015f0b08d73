import type { RuleDefinition } from '@fundwatch/domain/evaluate';
import { checkEvidence, checkNeeds, repeated } from '../check-needs.js';

/** What a rule's front matter says that cannot be so, in sentences; empty when all is well. */
export function checkRuleDefinition(definition: RuleDefinition, folder: string, hasQuery: boolean): string[] {
  const { code, needs, parameters, evidence, basis, author, checker } = definition;
  return [
    ...(folder.startsWith(`rules/${code.toLowerCase()}-`) ? [] : [`the folder ${folder} does not carry ${code}`]),
    ...checkNeeds(needs),
    ...repeated(
      'table',
      needs.flatMap(({ tables }) => tables),
    ),
    ...repeated(
      'parameter',
      parameters.map(({ name }) => name),
    ),
    ...repeated(
      'evidence column',
      evidence.map(({ name }) => name),
    ),
    ...repeated(
      'basis',
      basis.map(({ id }) => id),
    ),
    ...checkEvidence(evidence),
    ...(author === checker ? ['author and checker are the same'] : []),
    ...checkCheckable(definition, hasQuery),
  ];
}

function checkCheckable(definition: RuleDefinition, hasQuery: boolean): string[] {
  const { checkable, needs, parameters, waitsFor, scope } = definition;
  if (!checkable) {
    return [
      ...(hasQuery ? ['a rule that is not checkable has no rule.sql'] : []),
      ...(waitsFor.length ? [] : ['a rule that is not checkable says in waitsFor what the standard lacks']),
    ];
  }
  const tolerance = parameters.find(({ name }) => name === 'tolerance');
  const perLine = needs.some(({ dataset }) => dataset === 'business' || dataset === 'finance');
  const fits = scope === 'line' ? perLine : needs.some(({ dataset }) => dataset === 'control');
  return [
    ...(hasQuery ? [] : ['rule.sql is missing']),
    ...(needs.length ? [] : ['a checkable rule has needs']),
    ...(tolerance && tolerance.type !== 'text' ? [] : ['a checkable rule has a numeric parameter tolerance']),
    ...(!needs.length || fits
      ? []
      : ['scope is line where business or finance data is needed, agency for control data']),
  ];
}
