import type { Context, Reader } from './context.ts';
import { partyOf } from './context.ts';
import { bareRequest } from './cues.ts';
import type { PartyRef, WantedLine } from './goal.ts';
import { singular } from './names.ts';
import type { Utterance } from './utterance.ts';

const making =
  /^(create|draft|raise|make|place|prepare|write|issue|start|generate|submit|put|set up|do) (me |us |out |up |in |together |together )*(an? |the |one |new |another )*(draft )?(purchase )?(order|po)\b(?! (history|status|list))/;
const ordering =
  /^(order|reorder|re-order|buy|restock|replenish|purchase)\b(?! (history|status|list|book|orders?|pos?|no|number|invoices?|receipts?|payments?|prices?|ledger|entries|volume)\b)/;

/** Whether a message tells the agent to order something, rather than asking about orders. */
const asksToOrder = (plain: string): boolean => {
  const bare = bareRequest(plain);
  return (
    making.test(bare) ||
    ordering.test(bare) ||
    /\b(?:and|then) (?:please )?(order|reorder|buy|(draft|create|raise|make|prepare|place) (an? |the )*(purchase )?(order|po))\b/.test(bare)
  );
};

const isFiller = (word: string): boolean => /^(of|x|pcs|pieces?|units?|boxes|box|pallets?|no|item|items|number|the|each|times)$/.test(word);

const isQuantity = (raw: string | undefined): boolean => raw !== undefined && /^\d{1,6}(\.\d+)?$/.test(raw) && Number(raw) > 0;

/** The quantity next to the token an item was read from: before it (`20 of I-2001`) or right behind (`I-2001 x 20`). */
const quantityAt = (said: Utterance, at: number, spent: Set<number>): string | undefined => {
  const { tokens } = said.words;
  const look = (step: 1 | -1, reach: number): number | undefined => {
    for (let index = at + step; Math.abs(index - at) <= reach; index += step) {
      if (spent.has(index)) return undefined;
      if (isQuantity(tokens[index]?.raw)) return index;
      if (!isFiller(tokens[index]?.word ?? '')) return undefined;
    }
    return undefined;
  };
  const index = look(-1, 4) ?? look(1, 2);
  if (index === undefined) return undefined;
  spent.add(index);
  return tokens[index]?.raw;
};

const vendorLeads = new Set(['from', 'with', 'at', 'by', 'vendor', 'supplier', 'to']);

const readLines = (said: Utterance): readonly WantedLine[] => {
  const spent = new Set<number>();
  const numbered = said.numbers
    .filter(({ kind }) => kind === 'item' || kind === 'unknown')
    .map(({ number, at }) => ({ item: { kind: 'item' as const, number }, quantity: quantityAt(said, at, spent) }));
  const named = said.names
    .filter(({ lead }) => !vendorLeads.has(lead))
    .map(({ name, at }) => ({ item: { kind: 'item' as const, name: singular(name) }, quantity: quantityAt(said, at, spent) }));
  const familiar = said.familiar
    .filter(({ kind }) => kind === 'item')
    .map(({ number, name }) => ({
      item: { kind: 'item' as const, number },
      quantity: quantityAt(
        said,
        said.words.tokens.findIndex(({ word }) => word === name.toLowerCase().split(' ')[0]),
        spent,
      ),
    }));
  return [...numbered, ...familiar, ...named].map(({ item, quantity }) => (quantity === undefined ? { item } : { item, quantity }));
};

const readVendor = (said: Utterance, context: Context): PartyRef | undefined => {
  const number = said.numbers.find(({ kind }) => kind === 'vendor')?.number ?? said.familiar.find(({ kind }) => kind === 'vendor')?.number;
  if (number !== undefined) return { kind: 'vendor', number };
  const name = said.names.find(({ lead }) => vendorLeads.has(lead))?.name;
  if (name !== undefined) return { kind: 'vendor', name };
  const pointed = said.cues.has('this') || said.cues.has('they') ? (context.page ?? context.memory.focus) : undefined;
  const party = partyOf(pointed);
  return party?.kind === 'vendor' ? party : undefined;
};

/** What is to be ordered is `what is below its reorder point`, said now or meant by `order it` after looking. */
const meansShortage = (said: Utterance, context: Context): boolean => {
  if (said.cues.has('low') && !/^(please )?(reorder|re-order|restock|replenish)$/.test(said.plain)) return true;
  const last = context.memory.goal;
  return (last?.kind === 'read' && last.subjects.includes('reorder')) || (last?.kind === 'purchase' && last.belowReorder);
};

/** Reads a request to draft a purchase order. */
export const readPurchaseRequest: Reader = (said, context) => {
  if (!asksToOrder(said.plain)) return undefined;
  if (said.cues.has('customer')) return { kind: 'cannot', capability: 'creating sales orders' };
  if (!context.tools.has('create_purchase_order_draft')) return { kind: 'cannot', capability: 'creating purchase orders' };
  const vendor = readVendor(said, context);
  const lines = readLines(said);
  return {
    kind: 'purchase',
    ...(vendor === undefined ? {} : { vendor }),
    lines,
    belowReorder: lines.length === 0 && meansShortage(said, context),
    ...(said.time.by === undefined ? {} : { by: said.time.by }),
  };
};
