import type { ToolCallLogEntry } from '../../contracts/tool-call-log.ts';
import type { Column } from '../shared/data-table.tsx';
import { inWords, moment, noValue, quantity } from '../shared/format.ts';
import { StatusTag } from '../shared/status-tag.tsx';
import { agentWords, layerWords } from './log-words.ts';

type Property = keyof ToolCallLogEntry;
type TextProperty = { [Name in Property]: ToolCallLogEntry[Name] extends string | null ? Name : never }[Property];
type FigureProperty = 'records' | 'credits' | 'durationMs' | 'position';

const text = (key: TextProperty, label: string): Column<ToolCallLogEntry> => ({
  key,
  label,
  isSortable: true,
  cell: (entry) => entry[key] ?? noValue,
});
const figure = (key: FigureProperty, label: string): Column<ToolCallLogEntry> => ({
  key,
  label,
  align: 'end',
  isSortable: true,
  cell: (entry) => quantity(entry[key]),
});

const code = (key: 'phase' | 'decision' | 'layer' | 'rule' | 'tier', label: string): Column<ToolCallLogEntry> => ({
  key,
  label,
  isSortable: true,
  cell: (entry) => inWords(entry[key]),
});

/** Every column the log page can show. */
export const logColumns: readonly Column<ToolCallLogEntry>[] = [
  { key: 'attemptedAt', label: 'When', isSortable: true, width: '124px', cell: (entry) => moment(entry.attemptedAt) },
  // Names are sealed in the database, so it cannot sort by them.
  { key: 'userName', label: 'User', cell: (entry) => entry.userName ?? 'Erased person' },
  text('agentName', 'Agent'),
  text('tool', 'Tool'),
  code('phase', 'Phase'),
  code('decision', 'Decision'),
  { key: 'outcome', label: 'Outcome', isSortable: true, cell: (entry) => <StatusTag status={entry.outcome} size="small" /> },
  code('layer', 'Layer'),
  { key: 'dataScope', label: 'Data scope', cell: (entry) => <span title={entry.dataScope ?? ''}>{entry.dataScope ?? noValue}</span> },
  figure('records', 'Records'),
  figure('credits', 'Credits'),
  figure('durationMs', 'ms'),
  text('companyName', 'Company'),
  text('executionReference', 'Execution'),
  code('rule', 'Rule'),
  { key: 'approverName', label: 'Approver', cell: (entry) => entry.approverName ?? noValue },
  code('tier', 'Tier'),
  text('model', 'Model'),
  figure('position', 'Position'),
];

/** The columns shown before the reader chooses. */
export const firstColumns: readonly string[] = ['attemptedAt', 'userName', 'agentName', 'tool', 'phase', 'outcome', 'layer', 'dataScope', 'credits'];

const shared = (...keys: readonly Property[]): readonly Column<ToolCallLogEntry>[] =>
  keys.flatMap((key) => logColumns.find((column) => column.key === key) ?? []);

/** Where an execution lists its own tool calls: what is the same for all of them is left out, and each names its agent, and the rule where it was refused. */
export const executionColumns: readonly Column<ToolCallLogEntry>[] = [
  ...shared('attemptedAt'),
  { key: 'agentName', label: 'Agent', cell: (entry) => agentWords(entry) },
  ...shared('tool', 'phase', 'decision', 'outcome'),
  { key: 'layer', label: 'Layer and rule', cell: (entry) => layerWords(entry) },
  ...shared('dataScope', 'records', 'credits'),
];
