import { asRow, parseJson, rowsOf, textOf } from './json-row.ts';
import type { Row } from './json-row.ts';

/** What a tool answered: how it ended, its data, and what the reader must be told about it. */
export interface Envelope {
  /** `ok`, `committed`, `awaiting_approval`, `rejected`, `refused`, `denied`, … as the tool message says; `unknown` when it says nothing. */
  readonly status: string;
  readonly mayBePartial: boolean;
  readonly truncated: boolean;
  /** It holds words of people outside the organisation. */
  readonly untrustedText: boolean;
  readonly data: Row;
  readonly message: string;
  readonly remedy: string;
  readonly reason: string;
  readonly approvalId: string;
  /** What another agent answered; empty where none was asked. */
  readonly answer: string;
  /** What that agent proposed, each with what became of it. */
  readonly proposals: readonly Row[];
}

/** An envelope that is already taken apart. */
export const envelopeOf = (row: Row): Envelope => ({
  status: textOf(row, 'status') || 'unknown',
  mayBePartial: row['mayBePartial'] === true,
  truncated: row['truncated'] === true,
  untrustedText: row['untrustedText'] !== undefined,
  data: asRow(row['data']),
  message: textOf(row, 'message'),
  remedy: textOf(row, 'remedy'),
  reason: textOf(row, 'reason'),
  approvalId: textOf(row, 'approvalId'),
  answer: textOf(row, 'answer'),
  proposals: rowsOf(row, 'proposals'),
});

/** Reads a tool message; text that is no envelope counts as `unknown`, with the text as its message. */
export const readEnvelope = (content: string): Envelope => {
  const parsed = parseJson(content);
  return typeof parsed === 'object' && parsed !== null ? envelopeOf(asRow(parsed)) : envelopeOf({ message: content.slice(0, 300) });
};

/** A person's decision on an earlier proposal, as a later system message reports it. */
export interface Decision {
  readonly approvalId: string;
  readonly tool: string;
  readonly result: Envelope;
}

const mark = '[decision]';

/** Reads a `[decision] {…}` system message, the outcome in its `result` or beside it; undefined when the text is something else. */
export const readDecision = (content: string): Decision | undefined => {
  if (!content.trimStart().startsWith(mark)) return undefined;
  const row = asRow(parseJson(content.trimStart().slice(mark.length).trim()));
  const result = envelopeOf(row['result'] === undefined ? row : asRow(row['result']));
  return { approvalId: textOf(row, 'approvalId'), tool: textOf(row, 'tool'), result };
};
