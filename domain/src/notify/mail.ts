/** A message as it is handed to the mail server. */
export interface MailText {
  subject: string;
  body: string;
}

/** One notice in a message: what happened, about what, until when, and where its page is. Nothing personal. */
export interface MailLine {
  happened: string;
  about: string;
  dueOn: string | null;
  link: string | null;
}

/** More lines than this are left to the page. */
const LINES = 50;

/** The message of a digest or of what is urgent; `link` is the page of all notifications. */
export function writeMail(kind: 'digest' | 'urgent', lines: readonly MailLine[], link: string | null): MailText {
  const count = lines.length;
  const subject = kind === 'digest' ? `基金监督待办汇总：${count} 项` : `基金监督紧急通知：${count} 项`;
  const shown = lines.slice(0, LINES).map((one, index) => {
    const due = one.dueOn ? `（期限 ${one.dueOn}）` : '';
    return `${index + 1}. ${one.happened}${due}\n   ${one.about}${one.link ? `\n   ${one.link}` : ''}`;
  });
  const more = count > LINES ? [`另有 ${count - LINES} 项，请在系统内查看。`] : [];
  const foot = `${link ? `全部通知：${link}\n` : ''}本邮件由系统自动发送，不含个人信息，请勿回复。`;
  return { subject, body: [...shown, ...more, foot].join('\n\n') };
}

/** What is known of an attempt: taken, refused without being taken, the server was out of reach, or nobody knows. */
export type MailOutcome = 'taken' | 'refused' | 'unreached' | 'unknown';

/** Attempts that were refused before a message is given up. */
const MOST_ATTEMPTS = 10;
/** After this a server that was out of reach is asked again, minutes. */
const OUTAGE_WAIT = 2;

/**
 * What becomes of a message after an attempt. What was refused is tried again ever more rarely, then given up; a server that is
 * out of reach says nothing about the message: that is no attempt, and it waits as long as it lasts. An attempt whose end nobody knows is repeated
 * once: so a reader gets it twice at most, both with the same Message-ID.
 * @param tried attempts, this one included, and how many of them ended unknown, this one included
 */
export function afterAttempt(
  outcome: MailOutcome,
  tried: { attempts: number; uncertain: number },
): { state: 'sent' | 'queued' | 'failed'; waitMinutes: number } {
  if (outcome === 'taken') return { state: 'sent', waitMinutes: 0 };
  if (outcome === 'unreached') return { state: 'queued', waitMinutes: OUTAGE_WAIT };
  if (tried.uncertain > 1 || tried.attempts >= MOST_ATTEMPTS) return { state: 'failed', waitMinutes: 0 };
  return { state: 'queued', waitMinutes: Math.min(2 ** (tried.attempts - 1), 120) };
}
