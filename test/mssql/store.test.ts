import { storeContract } from '../database/store-contract.ts';
import type { DatabaseHost } from '../database/contract-host.ts';
import { agentRacesContract } from '../agent-actions/races-contract.ts';
import { conversationContract } from '../chat/conversation-contract.ts';
import { nodesContract } from '../chat/nodes-contract.ts';
import { racesContract } from '../chat/races-contract.ts';
import { suspendingContract } from '../chat/suspending-contract.ts';
import { openDatabase } from '../../src/adapters/database/database.ts';
import { deadlocksContract } from './deadlocks-contract.ts';
import { emptyDatabase, newDatabase, serverVersion } from './test-server.ts';

const url = process.env['TEST_MSSQL_URL'] ?? '';

if (url === '') {
  describe('the stores on SQL Server', () => {
    it('were not run: TEST_MSSQL_URL names no server (mssql://user:password@host:1433/database?encrypt=false&trustServerCertificate=true)');
  });
} else {
  describe('SQL Server', function () {
    this.timeout(300_000);
    before(async () => {
      const { host } = new URL(url);
      console.log(`  against ${host}: ${await serverVersion(url)}`);
    });
    storeContract('SQL Server', () => newDatabase(url));
    deadlocksContract(() => newDatabase(url));

    describe('the whole control layer', () => {
      let host: DatabaseHost;
      before(async () => {
        host = await newDatabase(url);
        await (await openDatabase(host.url)).close();
      });
      after(() => host.remove());
      const emptied = async (): Promise<string> => {
        await emptyDatabase(host.url);
        return host.url;
      };
      conversationContract(' on SQL Server', emptied);
      racesContract(' on SQL Server', emptied);
      nodesContract(' on SQL Server', emptied);
      suspendingContract(' on SQL Server', emptied);
      agentRacesContract(' on SQL Server', { database: emptied, programs: 2 });
    });
  });
}
