import {
  addPurchaseLine,
  changePurchaseLine,
  createPurchaseDocument,
  purchaseLinesOf,
  receiveAndInvoice,
  type ApprovalEntry,
  type ErpContext,
  type PurchaseHeader,
} from '../../../src/erp/business/index.ts';
import { approvalEntry, purchaseHeader, userSetup } from '../../../src/erp/tables/index.ts';
import { workplace, type Workplace } from './workplace.ts';

/** One person of the approval user setup; a limit of `unlimited` has none above it. */
export interface Person {
  readonly userId: string;
  readonly limit: string;
  readonly approverId?: string;
  readonly substitute?: string;
  readonly isAdministrator?: boolean;
}

/** A small company in which these people, and no others, take part in approvals. */
export class ApprovalCompany {
  readonly place: Workplace = workplace();

  constructor(people: readonly Person[]) {
    this.place.work((ctx) => {
      const setups = ctx.records.of(userSetup);
      for (const row of setups.find({})) setups.delete(row);
      for (const { userId, limit, approverId = '', substitute = '', isAdministrator = false } of people) {
        const isUnlimited = limit === 'unlimited';
        const amount = isUnlimited ? '0' : limit;
        setups.insert({
          ...{ userId, approverId, substitute, approvalAdministrator: isAdministrator },
          ...{ purchaseAmountApprovalLimit: amount, unlimitedPurchaseApproval: isUnlimited },
          ...{ salesAmountApprovalLimit: amount, unlimitedSalesApproval: isUnlimited },
        });
      }
    });
  }

  close(): void {
    this.place.db.close();
  }

  /** Runs as one of the people. */
  as<T>(userId: string, operation: (ctx: ErpContext) => T): T {
    return this.place.work(operation, userId);
  }

  /** A draft order over an amount without VAT. */
  order(userId: string, amount: string): PurchaseHeader {
    const lines = [{ type: 'G/L Account', no: '8110', quantity: '1', directUnitCost: amount }] as const;
    return this.as(userId, (ctx) => createPurchaseDocument(ctx, 'Order', { vendorNo: 'V-1001', lines }));
  }

  /** The order as it is now, undefined once it is posted. */
  current(order: PurchaseHeader): PurchaseHeader | undefined {
    return this.place.work((ctx) => ctx.records.of(purchaseHeader).get('Order', order.no));
  }

  /** The order as it is now; it must still be there. */
  reread(order: PurchaseHeader): PurchaseHeader {
    return this.place.work((ctx) => ctx.records.of(purchaseHeader).require('Order', order.no));
  }

  entries(order: PurchaseHeader): readonly ApprovalEntry[] {
    return this.place.work((ctx) => ctx.records.of(approvalEntry).find({ recordIdToApprove: order.systemId }));
  }

  /** The entry that waits for a decision, if one does. */
  openEntry(order: PurchaseHeader): ApprovalEntry | undefined {
    return this.entries(order).find(({ status }) => status === 'Open');
  }

  post(userId: string, order: PurchaseHeader): void {
    this.as(userId, (ctx) => receiveAndInvoice(ctx, this.reread(order), `V-${order.no}`));
  }

  /** Adds a line, or changes the price of the first one. */
  change(userId: string, order: PurchaseHeader, amount: string, isNew = false): void {
    this.as(userId, (ctx) => {
      const [line] = purchaseLinesOf(ctx, order);
      if (line === undefined || isNew)
        addPurchaseLine(ctx, this.reread(order), { type: 'G/L Account', no: '8110', quantity: '1', directUnitCost: amount });
      else changePurchaseLine(ctx, line, { directUnitCost: amount });
    });
  }
}
