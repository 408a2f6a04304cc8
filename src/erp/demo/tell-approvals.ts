import { decimal } from '../../kernel/money.ts';
import { createErpContext, createPurchaseDocument, sendApprovalRequest, workflowCodes } from '../business/index.ts';
import { userSetup, workflow } from '../tables/index.ts';
import { accounts } from './seed-accounts.ts';
import type { VendorCharacter } from './seed-vendors.ts';
import type { World } from './world.ts';

/** Documents that the company has approved before they are posted; the other workflows are there, and off. */
const enabled: ReadonlySet<string> = new Set([workflowCodes.Purchase.Order, workflowCodes.Purchase.Invoice, workflowCodes.Sales.Order]);

const enableWorkflows = (world: World): void => {
  for (const [side, byType] of Object.entries(workflowCodes)) {
    for (const [documentType, code] of Object.entries(byType)) {
      const description = `${side} ${documentType} Approval Workflow`;
      if (code !== '')
        world
          .on(world.anchor)
          .records.of(workflow)
          .insert({ code, description, enabled: enabled.has(code) });
    }
  }
};

/**
 * From the last day of the story on documents need approval. One waits for it: an order for repairs, above the limit
 * of the buyer, who has the highest (in a company where nobody has, it is released at once). And a draft credit memo lies there.
 */
export const tellApprovals = (world: World, vendors: readonly VendorCharacter[]): void => {
  enableWorkflows(world);
  const { records } = world.on(world.anchor);
  const setups = records.of(userSetup).find({});
  const limited = setups.filter((one) => !one.unlimitedPurchaseApproval && !decimal(one.purchaseAmountApprovalLimit).isZero());
  const [sender = setups[0]] = limited.sort((left, right) => decimal(right.purchaseAmountApprovalLimit).comparedTo(left.purchaseAmountApprovalLimit));
  const seller = vendors.find((one) => one.kind === 'SERVICE');
  if (sender === undefined || seller === undefined) return;
  const ctx = createErpContext({ records, userName: sender.userId, workDate: world.anchor });
  const account = { type: 'G/L Account', no: accounts.rent, quantity: '1' } as const;
  const order = createPurchaseDocument(ctx, 'Order', {
    vendorNo: seller.no,
    lines: [{ ...account, description: 'Repairs to the loading bay', directUnitCost: '8400' }],
  });
  sendApprovalRequest(ctx, order, 'The bay has to be open again before the Christmas deliveries.');
  createPurchaseDocument(ctx, 'Credit Memo', {
    vendorNo: seller.no,
    lines: [{ ...account, description: 'Overcharged in October', directUnitCost: '180' }],
  });
};
