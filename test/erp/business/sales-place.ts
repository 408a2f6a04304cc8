import { inventoryOf, type SalesHeader } from '../../../src/erp/business/index.ts';
import { customer, item, salesHeader, type RowOf } from '../../../src/erp/tables/index.ts';
import { AppError } from '../../../src/kernel/errors.ts';
import { decimal } from '../../../src/kernel/money.ts';
import { workplace, type Workplace } from './workplace.ts';

/** What an operation says when it is refused; `not refused` if it is not. */
export const refusal = (operation: () => unknown): string => {
  try {
    operation();
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.message;
    throw thrown;
  }
  return 'not refused';
};

/** A workplace with a customer who may buy, and two items of which there is plenty. */
export class SalesPlace {
  readonly place: Workplace = workplace();
  readonly work = this.place.work;
  readonly customerNo: string;
  readonly itemNo: string;
  readonly otherNo: string;

  constructor() {
    const [first, second] = this.work((ctx) => {
      const stocked = ctx.records
        .of(item)
        .find({})
        .map(({ no }) => ({ no, stock: decimal(inventoryOf(ctx, no)) }));
      return stocked.sort((left, right) => right.stock.comparedTo(left.stock)).map(({ no }) => no);
    });
    this.itemNo = first ?? '';
    this.otherNo = second ?? '';
    this.customerNo = this.work((ctx) => ctx.records.of(customer).find({ blocked: ' ' })[0]?.no ?? '');
  }

  stockOf(itemNo: string): string {
    return this.work((ctx) => inventoryOf(ctx, itemNo));
  }

  /** The document as it is now; undefined once it is gone. */
  reread(header: SalesHeader): SalesHeader | undefined {
    return this.work((ctx) => ctx.records.of(salesHeader).get(header.documentType, header.no));
  }

  /** Blocks the customer, or lifts it. */
  block(blocked: RowOf<typeof customer>['blocked']): void {
    this.work((ctx) => ctx.records.of(customer).update(ctx.records.of(customer).require(this.customerNo), { blocked }));
  }

  close(): void {
    this.place.db.close();
  }
}
