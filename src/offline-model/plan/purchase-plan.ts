import { decimal } from '../../kernel/money.ts';
import { rowsOf, textOf } from '../json-row.ts';
import type { Row } from '../json-row.ts';
import { asQuantity, asText, counted, listed } from '../render/format.ts';
import { listing } from '../render/list.ts';
import { caveats, committed, explainCall } from '../render/outcome.ts';
import type { PurchaseGoal } from '../understand/goal.ts';
import { lookUp, lookUpAll } from './look-up.ts';
import { cannotAnswer } from './plain-answers.ts';
import { callOf, doneCall, say } from './scene.ts';
import type { Scene, Step } from './scene.ts';

const shortage = 'find_items_below_reorder_point';

interface OrderLine {
  readonly itemNumber: string;
  readonly quantity: string;
}

interface DraftOrder {
  readonly vendorNumber: string;
  readonly lines: readonly OrderLine[];
}

/** The most lines one draft order takes. */
const maxLines = 50;

/** Makes the draft, or tells what came of it. */
const order = (scene: Scene, goal: PurchaseGoal, { vendorNumber, lines }: DraftOrder): Step => {
  const call = callOf(scene, 'create_purchase_order_draft', {
    vendorNumber,
    lines: lines.slice(0, maxLines).map(({ itemNumber, quantity }) => ({ itemNumber, quantity })),
    ...(goal.by === undefined ? {} : { requestedReceiptDate: goal.by }),
  });
  if (call === undefined) return cannotAnswer(scene, 'creating purchase orders');
  const done = doneCall(scene, call);
  if (done === undefined) return { kind: 'calls', calls: [call] };
  if (done.result.status !== 'committed') return say(explainCall(done, scene.memory.known.nameOf(vendorNumber)));
  const what = lines.slice(0, maxLines).map(({ itemNumber, quantity }) => `- ${asQuantity(quantity)} of item ${asText(itemNumber)}`);
  return say(committed('create_purchase_order_draft', done.result), what.join('\n'));
};

interface VendorShare {
  readonly number: string;
  readonly name: string;
  readonly rows: readonly Row[];
}

const byVendor = (rows: readonly Row[]): readonly VendorShare[] => {
  const shares = new Map<string, Row[]>();
  for (const row of rows) shares.set(textOf(row, 'vendorNumber'), [...(shares.get(textOf(row, 'vendorNumber')) ?? []), row]);
  return [...shares].map(([number, own]) => ({ number, name: textOf(own[0] ?? {}, 'vendorName'), rows: own }));
};

const isWanted = (row: Row): boolean => textOf(row, 'number') !== '' && decimalOf(row).greaterThan(0);
const decimalOf = (row: Row): ReturnType<typeof decimal> =>
  decimal(/^-?\d+(\.\d+)?$/.test(textOf(row, 'suggestedQuantity')) ? textOf(row, 'suggestedQuantity') : '0');

const whichVendor = (shares: readonly VendorShare[], rows: readonly Row[], note: string): Step => {
  const lines = shares
    .filter(({ number }) => number !== '')
    .map(({ number, name, rows: own }) => `- ${asText(name)} (${asText(number)}): ${counted(own.length, ['item', 'items'])}`);
  return say(
    `These ${counted(rows.length, ['item is', 'items are'])} below the reorder point:`,
    listing(shortage, rows),
    `They come from ${counted(lines.length, ['vendor', 'vendors'])}:\n${lines.join('\n')}`,
    note,
    'Which vendor shall I draft a purchase order for?',
  );
};

/** Why there is nothing to order: nothing is low, or what is low is on order already. */
const nothingToOrder = (low: readonly Row[], vendorNumber: string | undefined): string => {
  const from = vendorNumber === undefined ? '' : ` from vendor ${asText(vendorNumber)}`;
  return low.length === 0
    ? `Nothing${from} is below its reorder point, so I drafted no order.`
    : `${counted(low.length, ['item', 'items'])}${from} ${low.length === 1 ? 'is' : 'are'} below the reorder point, but enough is on order already, so I drafted no order.`;
};

/** What is below its reorder point, for one vendor: named, or the only one there is. */
const orderShortage = (scene: Scene, goal: PurchaseGoal, vendorNumber: string | undefined): Step => {
  const call = callOf(scene, shortage, vendorNumber === undefined ? {} : { vendorNumber });
  if (call === undefined) return cannotAnswer(scene, 'finding items to reorder');
  const done = doneCall(scene, call);
  if (done === undefined) return { kind: 'calls', calls: [call] };
  if (done.result.status !== 'ok') return say(explainCall(done));
  const low = rowsOf(done.result.data, 'items').filter(
    (row) => vendorNumber === undefined || textOf(row, 'vendorNumber') === vendorNumber || textOf(row, 'vendorNumber') === '',
  );
  const rows = low.filter(isWanted);
  const note = caveats([done.result]);
  if (rows.length === 0) return say(nothingToOrder(low, vendorNumber), low.length === 0 ? '' : listing(shortage, low), note);
  const shares = byVendor(rows);
  const [only] = shares;
  const target = vendorNumber ?? (shares.length === 1 ? only?.number : undefined);
  if (target === undefined || target === '') return whichVendor(shares, rows, note);
  return order(scene, goal, {
    vendorNumber: target,
    lines: rows.map((row) => ({ itemNumber: textOf(row, 'number'), quantity: textOf(row, 'suggestedQuantity') })),
  });
};

const orderLines = (scene: Scene, goal: PurchaseGoal, vendorNumber: string): Step => {
  const { found, step } = lookUpAll(
    scene,
    goal.lines.map(({ item }) => item),
  );
  if (step !== undefined) return step;
  const unsaid = found.filter((_item, index) => goal.lines[index]?.quantity === undefined);
  if (unsaid.length > 0) return say(`How many of ${listed(unsaid.map(({ number }) => asText(number)))} shall I order?`);
  return order(scene, goal, {
    vendorNumber,
    lines: found.map(({ number }, index) => ({ itemNumber: number, quantity: goal.lines[index]?.quantity ?? '' })),
  });
};

/** Plans a draft purchase order: the vendor, then the lines, then the draft; asks for what was not said. */
export const planPurchase = (goal: PurchaseGoal, scene: Scene): Step => {
  if (!scene.tools.has('create_purchase_order_draft')) return cannotAnswer(scene, 'creating purchase orders');
  const vendor = goal.vendor === undefined ? undefined : lookUp(scene, goal.vendor);
  if (vendor?.kind === 'step') return vendor.step;
  if (goal.belowReorder) return orderShortage(scene, goal, vendor?.party.number);
  if (goal.lines.length === 0) return say('Which items shall I order, and how many of each? Or shall it be what is below its reorder point?');
  if (vendor === undefined) return say('From which vendor shall I order that?');
  return orderLines(scene, goal, vendor.party.number);
};
