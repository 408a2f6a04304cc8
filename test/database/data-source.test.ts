import { expect } from 'chai';
import { dataSourceOptions } from '../../src/adapters/database/data-source.ts';

const at = 'mssql://user:p%40ss@db.example:1444/agents';

describe('the URL of a database', () => {
  it('of SQL Server names everything that is needed to reach it, encrypted and checked unless it says otherwise', () => {
    const { type, host, port, username, password, database, options } = dataSourceOptions(at) as unknown as Record<string, unknown>;
    expect({ type, host, port, username, password, database, options }).to.deep.equal({
      ...{ type: 'mssql', host: 'db.example', port: 1444, username: 'user', password: 'p@ss', database: 'agents' },
      options: { encrypt: true, trustServerCertificate: false },
    });
    const open = dataSourceOptions(`${at}?encrypt=false&trustServerCertificate=true`);
    expect(open).to.deep.include({ options: { encrypt: false, trustServerCertificate: true } });
  });

  it('of SQL Server may say in seconds how long a statement may take; otherwise it is a quarter of a minute', () => {
    expect(dataSourceOptions(at)).to.include({ requestTimeout: 15_000, connectionTimeout: 15_000 });
    expect(dataSourceOptions(`${at}?timeout=120`)).to.include({ requestTimeout: 120_000, connectionTimeout: 120_000 });
    for (const wrong of ['0', '-1', '1.5', 'long', ''])
      expect(() => dataSourceOptions(`${at}?timeout=${wrong}`), wrong).to.throw('The timeout in DATABASE_URL is not a number of seconds.');
  });

  it('of another kind is refused', () => {
    expect(() => dataSourceOptions('postgres://db.example/agents')).to.throw('DATABASE_URL names no database we know.');
  });
});
