import type { AlertCommand, ProblemType } from '@fundwatch/domain/alert';
import { buildWorld, type DemoOptions } from './build-world.js';
import { expectedFindings } from './expected-findings.js';
import type { DemoIndicator } from './findings.js';
import type { DemoPeriod } from './months.js';
import { overpaidAmount } from './overpaid-amount.js';
import { plannedCorrection } from './planned-correction.js';
import { answers, type AnswerText } from './story-answers.js';
import { stories, type Story } from './stories.js';
import type { World } from './world.js';

/** Which alert a step is about. `period` is the month whose run raises it. */
export interface AlertSelector {
  indicator: DemoIndicator;
  agency: string;
  line: string;
  subject: string;
  period: DemoPeriod;
}

export interface PlannedAnswer {
  problemType: ProblemType;
  explanation: string;
  fields: Record<string, string>;
  confirmedAmount: string | null;
  recoveredAmount: string | null;
  /** Evidence to upload before answering: plain text. */
  attachments: { fileName: string; text: string }[];
}

/** Commands of the main line that people of the demonstration give. */
export type PlayedCommand = Exclude<
  AlertCommand,
  'auto_receive' | 'withdraw' | 'reopen' | 'cover_new_hits' | 'return_rectification' | 'object_to_closing'
>;

/** What was rectified, and on which day. */
export interface Measure {
  text: string;
  on: string;
}

/** What one person does at one time of the demonstration. */
export interface HumanStep {
  /** ISO 8601 with +08:00. */
  on: string;
  /** User name of a demonstration account. */
  by: string;
  do: PlayedCommand;
  which: AlertSelector;
  answer?: PlannedAnswer;
  reason?: string;
  /** Of a report of rectification. */
  measures?: readonly Measure[];
}

/** When the steps of an alert happen, by the month whose run raises it. */
const days: Record<
  DemoPeriod,
  Record<'screen' | 'dispatch' | 'receive' | 'answer' | 'return' | 'again' | 'close', string>
> = {
  '202606': {
    screen: '2026-07-16',
    dispatch: '2026-07-17',
    receive: '2026-07-20',
    answer: '2026-08-12',
    return: '2026-08-14',
    again: '2026-08-26',
    close: '2026-08-31',
  },
  '202607': {
    screen: '2026-08-18',
    dispatch: '2026-08-19',
    receive: '2026-08-20',
    answer: '2026-09-11',
    return: '2026-09-15',
    again: '2026-09-24',
    close: '2026-09-28',
  },
  '202608': {
    screen: '2026-09-16',
    dispatch: '2026-09-17',
    receive: '2026-09-18',
    answer: '2026-10-13',
    return: '2026-10-15',
    again: '2026-10-19',
    close: '2026-10-19',
  },
  '202609': {
    screen: '2026-10-16',
    dispatch: '2026-10-16',
    receive: '2026-10-19',
    answer: '2026-10-19',
    return: '2026-10-19',
    again: '2026-10-19',
    close: '2026-10-19',
  },
};

const hours = { screen: 9, dispatch: 10, receive: 11, answer: 15, return: 16, again: 15, close: 17 } as const;

/**
 * What people do between 2026-07-01 and 2026-10-20, in the order of time. Nothing is planned after 2026-10-19, so that
 * what is open then stays open when the demonstration's clock stands.
 */
export function humanSteps(options: DemoOptions = {}): HumanStep[] {
  const world = buildWorld(options);
  const { hits, withdrawn } = expectedFindings(options);
  const known = [...hits.filter((hit) => hit.verdict === 'hit'), ...withdrawn];
  const steps = stories.flatMap((story, index) => {
    const { indicator, agency, line, raisedIn } = story;
    const hit = known.find(
      (one) => one.indicator === indicator && one.agency === agency && one.line === line && one.period === raisedIn,
    );
    if (!hit) throw new Error(`the story of ${indicator} ${agency} ${line} ${raisedIn} has no finding`);
    return tell(world, story, { indicator, agency, line, subject: hit.subject, period: raisedIn }, index);
  });
  return steps.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

function tell(world: World, story: Story, which: AlertSelector, index: number): HumanStep[] {
  const dayOf = { ...days[story.raisedIn], ...story.on };
  const officer = index % 4 === 3 ? 'chenwei' : 'zhangmin';
  const handler = `h${story.agency}`;
  const head = `b${story.agency}`;
  const minute = String((index * 7) % 50).padStart(2, '0');
  const at = (step: keyof typeof hours) => `${dayOf[step]}T${String(hours[step]).padStart(2, '0')}:${minute}:00+08:00`;
  const reach = (state: Story['path'][number]) => story.path.includes(state);
  const steps: HumanStep[] = [];
  if (reach('screen')) steps.push({ on: at('screen'), by: officer, do: 'screen', which });
  if (reach('dismiss')) steps.push({ on: at('dispatch'), by: officer, do: 'dismiss', which, reason: story.reason });
  if (reach('dispatch')) steps.push({ on: at('dispatch'), by: officer, do: 'dispatch', which });
  if (reach('receive')) steps.push({ on: at('receive'), by: handler, do: 'receive', which });
  if (reach('answer'))
    steps.push({
      on: at('answer'),
      by: handler,
      do: 'answer',
      which,
      answer: amountsOf(world, which, at('answer'), textOf(story.answer)),
    });
  if (reach('return')) steps.push({ on: at('return'), by: officer, do: 'return', which, reason: story.reason });
  if (reach('again'))
    steps.push({
      on: at('again'),
      by: head,
      do: 'answer',
      which,
      answer: amountsOf(world, which, at('again'), textOf(story.again ?? story.answer)),
    });
  if (reach('close')) steps.push({ on: at('close'), by: 'wangjianguo', do: 'close', which });
  for (const { at: on, ...later } of story.later ?? []) steps.push({ on, which, ...later });
  return steps;
}

/** The answer's text, with the amounts that the agency works out on that day. */
function amountsOf(
  world: World,
  which: AlertSelector,
  on: string,
  { overpaid, recovered, corrects, ...text }: AnswerText,
): PlannedAnswer {
  const fields = corrects ? plannedCorrection(world, which, corrects) : text.fields;
  if (!overpaid) return { ...text, fields, confirmedAmount: null, recoveredAmount: null };
  const confirmedAmount = overpaidAmount(world, which, on);
  return { ...text, confirmedAmount, recoveredAmount: recovered === 'all' ? confirmedAmount : '0.00' };
}

function textOf(key: string | undefined): AnswerText {
  const answer = key === undefined ? undefined : answers[key];
  if (!answer) throw new Error(`no answer text ${key}`);
  return answer;
}
