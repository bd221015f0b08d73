import { describe, expect, test } from 'vitest';
import { alertEventTypes, type AlertEventType } from '../alert/index.js';
import { noticeKindOf, noticeKindsOfMatter, noticeKinds, notices, noticesOf, type Notice } from './notices.js';

const told = (type: AlertEventType, details: Record<string, unknown> = {}, agencyMaySee = true) =>
  noticesOf({ type, details, agencyMaySee }).map(
    ({ to, urgent }) => `${to.at}${'roles' in to ? `:${to.roles.join('+')}` : ''}${urgent ? '!' : ''}`,
  );

describe('who is told of an event', () => {
  test.each<[AlertEventType, string[]]>([
    ['dispatch', ['answering!']],
    ['answer', ['handling']],
    ['assign', ['assignee']],
    ['hand_over', ['assignee', 'former']],
    ['return', ['answering!']],
    ['second_return', ['office:supervision_head!']],
    ['breach', ['answering!', 'agency:agency_head!', 'handling']],
    ['cleaning_breach', ['answering!', 'agency:agency_head!', 'handling']],
    ['escalate_agency_head', ['agency:agency_head!']],
    ['escalate_supervision_head', ['office:supervision_head!']],
    ['consultation.open', ['department:line_department!']],
    ['extension.open', ['office:supervision_officer+supervision_head!']],
    ['field_check.open', ['office:bureau_leader!']],
    ['supervise_order.refuse', ['proposer']],
    ['raise', []],
    ['screen', []],
    ['field_check.conclude', []],
  ])('of %s: %j', (type, audience) => expect(told(type)).toEqual(audience));

  test('the agency is not told of what it may not see', () => {
    expect(told('withdraw', {}, false)).toEqual([]);
    expect(told('breach', {}, false)).toEqual(['handling']);
    expect(told('supervise_order.issue', {}, false)).toEqual([]);
  });

  test('of an opinion that is due the department is reminded, of an order whoever handles it, and no agency', () => {
    expect(told('remind', { clock: 'opinion' })).toEqual(['department:line_department!']);
    expect(told('breach', { clock: 'order' })).toEqual(['handling']);
    expect(told('escalate_supervision_head', { clock: 'opinion' })).toEqual(['office:supervision_head!']);
    expect(told('remind', { clock: 'answer' })).toEqual(['answering!']);
  });

  test('every kind is reached by an event, a step, a proposal or a refused submission', () => {
    const reached = new Set<string>(
      alertEventTypes.flatMap((type) =>
        [undefined, 'opinion', 'order'].flatMap((clock) => noticeKindOf({ type, details: { clock } }) ?? []),
      ),
    );
    const others = noticeKinds.filter((kind) => !reached.has(kind));
    for (const kind of others)
      expect(kind).toMatch(/^(inspection|major_matter|proposed|submission|stand|webhook|mail)_/);
    expect(noticeKindsOfMatter('inspection', 'notify')).toEqual(['inspection_notify']);
    expect(noticeKindsOfMatter('inspection', 'plan')).toEqual(['inspection_plan', 'inspection_member']);
    expect(noticeKindsOfMatter('inspection', 'record_work')).toEqual([]);
    expect(noticeKindsOfMatter('major_matter', 'constructor')).toEqual([]);
  });

  test('every notice has somebody to go to', () => {
    for (const list of Object.values(notices) as (readonly Notice[])[]) {
      expect(list.length).toBeGreaterThan(0);
      for (const { to } of list) if ('roles' in to) expect(to.roles.length).toBeGreaterThan(0);
    }
  });
});
