import { rowsOf, textOf } from '../json-row.ts';
import { arrange } from '../render/arrange.ts';
import { tableRows } from '../render/list.ts';
import { isKnownTool, toolFacts } from '../tool-catalog.ts';
import type { DoneCall, Turn } from '../transcript.ts';
import type { Goal } from '../understand/goal.ts';
import type { KnownRecord, RecordKind } from './known-records.ts';
import { KnownRecords } from './known-records.ts';
import type { Memory } from './memory.ts';

/** Nothing in mind yet. */
export const blankMemory: Memory = { known: new KnownRecords(), list: [], asked: false, shownRows: 0, calls: [] };

const record = (kind: RecordKind, number: string, name: string): readonly KnownRecord[] => (number === '' ? [] : [{ kind, number, name }]);

/** The records a call shows, in the order its answer lists them. */
const shownBy = (call: DoneCall, goal: Goal): readonly KnownRecord[] => {
  if (!isKnownTool(call.tool) || call.result.status !== 'ok') return [];
  const { kind } = toolFacts(call.tool);
  if (call.tool === 'format_statement')
    return record('customer', textOf(call.result.data, 'customerNumber'), textOf(call.result.data, 'customerName'));
  return kind === undefined
    ? []
    : arrange(call.tool, call.result.data, goal).rows.flatMap((row) => record(kind, textOf(row, 'number'), textOf(row, 'displayName')));
};

/** Parties that rows of documents mention. */
const mentionedBy = (call: DoneCall): readonly KnownRecord[] => {
  if (!isKnownTool(call.tool)) return [];
  const rows = rowsOf(call.result.data, toolFacts(call.tool).list);
  return rows.flatMap((row) => [
    ...record('customer', textOf(row, 'customerNumber'), textOf(row, 'customerName')),
    ...record('vendor', textOf(row, 'vendorNumber'), textOf(row, 'vendorName')),
  ]);
};

const isParty = ({ kind }: KnownRecord): boolean => kind === 'customer' || kind === 'vendor' || kind === 'item';

/** The one party a call was about, by its arguments or because it found only one. */
const focusOf = (call: DoneCall, shown: readonly KnownRecord[], known: KnownRecords): KnownRecord | undefined => {
  for (const kind of ['customer', 'vendor', 'item'] as const) {
    const number = textOf(call.args, `${kind}Number`);
    if (number !== '') return { kind, number, name: known.nameOf(number) };
  }
  const [only] = shown;
  return shown.length === 1 && only !== undefined && isParty(only) ? only : undefined;
};

const lastingKinds: ReadonlySet<Goal['kind']> = new Set(['read', 'correspond', 'purchase', 'release', 'contract'] as const);
const lasting = ({ kind }: Goal): boolean => lastingKinds.has(kind);

/** What is in mind after a turn: its records, its subject, its list, and whether its answer asked something. */
export const recall = (memory: Memory, turn: Turn, goal: Goal | undefined): Memory => {
  const after = goal ?? memory.goal ?? { kind: 'unclear' };
  let { known, focus, list } = memory;
  for (const call of turn.calls) {
    const shown = shownBy(call, after);
    known = known.with([...mentionedBy(call), ...shown]);
    const own = focusOf(call, shown, known);
    if (own !== undefined) focus = own;
    else if (shown.length > 1) focus = undefined;
    if (shown.length > 1) list = shown;
  }
  const kept = goal !== undefined && lasting(goal) ? goal : memory.goal;
  return {
    known,
    ...(focus === undefined ? {} : { focus }),
    list,
    ...(kept === undefined ? {} : { goal: kept }),
    shownRows: goal?.kind === 'more' ? memory.shownRows + tableRows : turn.calls.length > 0 ? tableRows : memory.shownRows,
    asked: /\?\s*$/.test(turn.reply),
    calls: [...memory.calls, ...turn.calls],
  };
};
