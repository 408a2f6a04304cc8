import { toolResults, type EndpointRequest, type EndpointStep } from './scripted-endpoint.ts';

interface ShortItem {
  readonly number: string;
  readonly vendorNumber: string;
  readonly suggestedQuantity: string;
  readonly directUnitCost: string | null;
}

/** The order for the first item that needs one, with the figures the program told the model. */
const orderOf = (request: EndpointRequest): { vendorNumber: string; lines: { itemNumber: string; quantity: number }[] } => {
  const [told = '{}'] = toolResults(request);
  const { data } = JSON.parse(told) as { data?: { items: readonly ShortItem[] } };
  const item = data?.items.find(({ suggestedQuantity, directUnitCost }) => Number(suggestedQuantity) > 0 && directUnitCost !== null);
  if (!item) throw new Error(`No item needs an order: ${told}`);
  return { vendorNumber: item.vendorNumber, lines: [{ itemNumber: item.number, quantity: Number(item.suggestedQuantity) }] };
};

/** A buyer's turn: look up what runs short, prepare an order for some of it, say so. */
export const purchaseOrderScript: readonly EndpointStep[] = [
  { calls: [['find_items_below_reorder_point', {}]] },
  (request) => ({ calls: [['create_purchase_order_draft', orderOf(request)]] }),
  { text: 'That is the order.' },
];
