import { formatAmount, formatDay } from '../../platform/i18n/format.js';
import { language, t } from '../../platform/i18n/i18n.js';
import { detail } from './action-sentence.js';
import type { Branch } from './alert-actions.js';
import type { branchLocale } from './branch-locale.js';
import type { AlertEvent } from './use-alert.js';

type FactName = keyof (typeof branchLocale)['zh']['facts'];
interface Fact {
  name: string;
  value: string;
}

/** What a step of a branch settled besides its words: to whom, where, until when, on what it rests. */
export function factsOfStep(branch: Branch, event: Pick<AlertEvent, 'type' | 'details'>): Fact[] {
  const { kind } = branch;
  const command = event.type.slice(kind.length + 1);
  const own = (name: string) => detail(event, name);
  const facts: [FactName, string | null][] = [];
  switch (command) {
    case 'open':
      facts.push(
        ['autoReceiptOn', dayText(own('autoReceiptOn'))],
        ['addressee', detail(branch, 'addressee')],
        ['place', detail(branch, 'place')],
        ['amount', amountText(detail(branch, 'amount'))],
        ['before', dayText(own('before'))],
        [untilOf(kind), dayText(own('until') ?? detail(branch, 'until'))],
      );
      break;
    case 'approve':
      facts.push(['extendedDueOn', dayText(own('extendedDueOn'))]);
      break;
    case 'receive':
    case 'auto_receive':
      facts.push(['receivedOn', dayText(own('receivedOn'))], ['dueOn', dayText(own('dueOn'))]);
      break;
    case 'issue':
      facts.push(
        ['number', own('number')],
        ['addressee', detail(branch, 'addressee')],
        ['orderDueOn', dayText(own('dueOn'))],
      );
      break;
    case 'conclude':
      facts.push(['basis', detail(branch, 'basis')]);
      break;
  }
  return facts.flatMap(([name, value]) => (value ? [{ name: t(`branch.facts.${name}`), value }] : []));
}

const untilOf = (kind: Branch['kind']) =>
  kind === 'supervise_order' ? 'untilOrder' : kind === 'recovery_plan' ? 'untilPlan' : 'until';

function dayText(day: string | null): string | null {
  return day && /^\d{4}-\d{2}-\d{2}$/.test(day) ? formatDay(day, language()) : null;
}
function amountText(amount: string | null): string | null {
  return amount && /^-?\d+(\.\d+)?$/.test(amount) ? formatAmount(amount, language()) : null;
}
