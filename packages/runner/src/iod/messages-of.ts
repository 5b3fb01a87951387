import type { IodMessage } from '@deidbench/judge';
import { isUnread, type Report } from './call-validator.ts';
import { parseMessages } from './parse-messages.ts';

/** What is known of one file after it was validated. */
export interface Validated {
  messages: IodMessage[];
  /** Why the messages say nothing of the elements. */
  failure?: 'crashed' | 'timeout' | 'unreadable';
}

export function messagesOf(report: Report): Validated {
  if ('failure' in report) return { messages: [], failure: report.failure };
  const messages = parseMessages(report.report);
  return isUnread(report.report) ? { messages: messages.filter(({ tag }) => tag === ''), failure: 'unreadable' } : { messages };
}
