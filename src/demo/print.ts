import { alignedRows } from '../kernel/aligned-rows.ts';
import type { DemoRun, Played } from './play.ts';

const columns = ['attemptedAt', 'userName', 'agentName', 'tool', 'phase', 'decision', 'rule', 'outcome', 'dataScope', 'credits'] as const;
const widest = 34;

const cell = (value: unknown): string => {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return text.length > widest ? `${text.slice(0, widest - 1)}…` : text;
};

const table = (rows: readonly (readonly string[])[]): string =>
  alignedRows(rows)
    .map((row) => `  ${row}`)
    .join('\n');

const indented = (text: string): string => text.replaceAll(/^/gm, '    ');

const example = (played: Played): string =>
  [
    `━━ ${played.title}: ${played.person} with the agent "${played.agent}" (${played.executionReference})`,
    '',
    `  ${played.person}: ${played.question}`,
    '',
    ...played.toolCalls.map((call) => `  · ${call.tool} ${call.subject ? `(${call.subject}) ` : ''}→ ${call.result}: ${call.line}`),
    ...(played.decisions.length > 0
      ? ['', ...played.decisions.map((made) => `  ▸ ${made.decision === 'confirm' ? 'Confirmed' : 'Rejected'}: ${made.title}. ${made.message}`)]
      : []),
    '',
    indented(played.answer),
    '',
    `  ${played.credits} credits`,
  ].join('\n');

/** The demo as text for a terminal. */
export const demoText = (run: DemoRun): string =>
  [
    ...run.examples.map(example),
    `━━ ${run.examples[0]?.person ?? ''}'s outbox: drafts that only she can send`,
    ...run.outbox.map((draft) => `  ✉ ${draft.to}: ${draft.subject} [${draft.attachments.join(', ')}]`),
    '',
    `━━ The tool-call log: ${run.log.length} rows`,
    table([columns, ...run.log.map((entry) => columns.map((column) => cell(entry[column])))]),
    '',
  ].join('\n');
