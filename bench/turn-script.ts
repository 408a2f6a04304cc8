/*
 * The turn that is measured, "vendor 360": five model calls, four tool calls one each, then an answer of 120 tokens
 * in 30 chunks. Shared by the endpoint that plays the model and the loops that talk to it.
 */

/** What the user asks. */
export const question = 'Show me everything about vendor V-1042 for the last six months and flag any patterns.';

/** What the agent is told, in both loops. */
export const instructions =
  'You answer questions about one vendor. Look things up with your tools, one after the other, then say what you found in a few sentences.';

/** The vendor the turn is about; the demo data has it. */
export const vendorNumber = 'V-1042';

/** The tool calls of the turn, in order, with their arguments. */
export const plannedCalls = [
  { name: 'bench_read_vendor', args: { vendorNumber } },
  { name: 'bench_read_purchase_orders', args: { vendorNumber } },
  { name: 'bench_read_purchase_receipts', args: { vendorNumber } },
  { name: 'bench_read_vendor_entries', args: { vendorNumber } },
] as const;

/** The name of a tool of the turn. */
export type PlannedTool = (typeof plannedCalls)[number]['name'];

const words = 'The vendor delivers late more often than not and the gap grows with the size of the order '.split(' ').filter((word) => word !== '');

/** The answer: 30 pieces of four words, a word being about a token. */
export const answerChunks: readonly string[] = Array.from({ length: 30 }, (_, chunk) =>
  Array.from({ length: 4 }, (__, word) => `${words[(chunk * 4 + word) % words.length] ?? ''} `).join(''),
);
