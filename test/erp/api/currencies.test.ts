import { expect } from 'chai';
import { currency, vendor } from '../../../src/erp/tables/index.ts';
import { InProcessErp } from './in-process-erp.ts';

describe('a vendor’s currency over the ERP API', () => {
  const erp = new InProcessErp();
  const vendors = (filter = ''): { number: string; currencyId: string; currencyCode: string }[] =>
    JSON.parse(erp.answer(1, 'GET', `v2.0/${erp.company}/vendors?$select=number,currencyId,currencyCode${filter}`).body).value;

  it('is a blank reference and the local currency’s code where the vendor has none of its own', () => {
    for (const one of vendors()) {
      expect(one).to.include({ currencyId: '00000000-0000-0000-0000-000000000000', currencyCode: 'EUR' });
    }
  });

  it('refers to the currency where the vendor sells in another', () => {
    const [first] = vendors();
    const { systemId } = erp.db.prepare<[], { systemId: string }>(`SELECT "systemId" FROM "${currency.sqlName}" WHERE "code" = 'EUR'`).get()!;
    erp.db.prepare(`UPDATE "${currency.sqlName}" SET "code" = 'USD'`).run();
    erp.db.prepare(`UPDATE "${vendor.sqlName}" SET "currencyCode" = 'USD' WHERE "no" = ?`).run(first!.number);
    const [changed] = vendors(`&$filter=number eq '${first!.number}'`);
    expect(changed).to.include({ currencyCode: 'USD', currencyId: systemId });
  });
});
