import { expect } from 'chai';
import { LogStore } from '../../src/features/log-page/log-store.ts';
import type { Database } from '../../src/kernel/database.ts';
import { parseFilter } from '../../src/odata/index.ts';

describe('the log on SQL Server', () => {
  const asked: { sql: string; parameters: unknown[] }[] = [];
  const query = (sql: string, parameters: unknown[]): Promise<unknown[]> => {
    asked.push({ sql, parameters });
    return Promise.resolve([]);
  };
  const store = new LogStore({ dialect: 'mssql', reader: { query } } as unknown as Database);

  it('is read with numbered parameters in their order, instants compared as the text they are, and OFFSET with FETCH', async () => {
    const filter = parseFilter("tool eq 'read_customer' and attemptedAt ge 2026-03-01T00:00:00Z and credits gt 0.5");
    await store.rows({ tenantId: 'T', upTo: '2026-03-02T00:00:00.000Z', filter }, [{ field: 'attemptedAt', direction: 'desc' }], {
      skip: 20,
      take: 10,
    });
    const { sql = '', parameters = [] } = asked.at(-1) ?? {};
    expect(parameters).to.deep.equal(['T', '2026-03-02T00:00:00.000Z', 'read_customer', '2026-03-01T00:00:00.000Z', '0.5', 20, 10]);
    expect(sql).to.include('WHERE a."tenantId" = @0 AND a."attemptedAt" <= @1 AND ');
    expect(sql).to.include('a."attemptedAt" >= CAST(@3 AS nvarchar(24))');
    expect(sql).to.include('CAST(o."credits" AS decimal(20, 4)) > CAST(@4 AS decimal(38, 10))');
    expect(sql).to.include('ORDER BY a."attemptedAt" DESC, a."id" OFFSET @5 ROWS FETCH NEXT @6 ROWS ONLY) w JOIN ');
    expect(sql).to.match(/ORDER BY a\."attemptedAt" DESC, a\."id"$/);
    expect(sql).to.not.include('?');
  });

  it('is counted, and asked for its latest instant, by tenant', async () => {
    await store.count({ tenantId: 'T', upTo: null, filter: undefined });
    await store.latest('T');
    const [count, latest] = asked.slice(-2);
    expect(count?.sql).to.match(/^SELECT COUNT\(\*\) AS "rows" .* WHERE a\."tenantId" = @0$/s);
    expect(latest).to.deep.include({ parameters: ['T'] });
  });
});
