import type { SignedInClient } from '../../src/demo/signed-in-client.ts';

/** A purchase order as the ERP's API shows it. */
export interface PurchaseOrder {
  readonly number: string;
  readonly purchaseOrderLines: readonly { readonly description: string; readonly directUnitCost: number }[];
}

/** Everything of an entity set that the ERP shows a person in her first company, read through the program. */
export const readErp = async <Row>(client: SignedInClient, set: string, query = ''): Promise<readonly Row[]> => {
  const [company] = (await client.me()).companies;
  return (await client.get<{ value: Row[] }>(`/api/v1/erp/companies(${company?.id ?? ''})/${set}${query}`)).value;
};

/** The purchase orders a person sees, with their lines. */
export const ordersOf = (client: SignedInClient): Promise<readonly PurchaseOrder[]> =>
  readErp<PurchaseOrder>(
    client,
    'purchaseOrders',
    '?$select=id,number&$expand=purchaseOrderLines($select=description,directUnitCost)&$orderby=number',
  );
