import { createIdentityProviderStore } from '../../src/adapters/database/identity-provider-store.ts';
import { createWebSessionStore } from '../../src/adapters/database/web-session-store.ts';
import { IdentityProviderRecord, WebSession } from '../../entities/index.ts';
import { identityProviderStoreContract } from '../identity-provider/store-contract.ts';
import { sessionStoreContract } from '../identity/session-store-contract.ts';
import { appendOnlyContract } from './append-only-contract.ts';
import { authorityContract } from './authority-contract.ts';
import { columnsContract } from './columns-contract.ts';
import { contractDatabase, type DatabaseHost } from './contract-host.ts';
import { erasableContract } from './erasable-contract.ts';
import { erasureContract } from './erasure-contract.ts';
import { feedContract } from './feed-contract.ts';
import { hashesContract } from './hashes-contract.ts';
import { logContract } from './log-contract.ts';
import { nodesStoreContract } from './nodes-contract.ts';
import { outsideContract } from './outside-contract.ts';
import { proposalsContract } from './proposals-contract.ts';
import { runsContract } from './runs-contract.ts';
import { sealsContract } from './seals-contract.ts';
import { sequencerContract } from './sequencer-contract.ts';
import { storesContract } from './stores-contract.ts';
import { transactionsContract } from './transactions-contract.ts';

/** The rules that the stores keep on every database; `open` gives an empty one for each group of rules. */
export const storeContract = (name: string, open: () => Promise<DatabaseHost>): void => {
  describe(`the stores on ${name}`, () => {
    columnsContract(open);
    transactionsContract(open);
    appendOnlyContract(open);
    erasableContract(open);
    erasureContract(open);
    hashesContract(open);
    sequencerContract(open);
    feedContract(open);
    sealsContract(open);
    proposalsContract(open);
    storesContract(open);
    logContract(open);
    runsContract(open);
    authorityContract(open);
    outsideContract(open);
    nodesStoreContract(open);

    describe('sign-in', () => {
      const store = contractDatabase(open);
      sessionStoreContract(name, async () => {
        await store.database.transaction((manager) => manager.createQueryBuilder().delete().from(WebSession).execute());
        return createWebSessionStore(store.database);
      });
      identityProviderStoreContract(name, async () => {
        await store.database.transaction((manager) => manager.createQueryBuilder().delete().from(IdentityProviderRecord).execute());
        return createIdentityProviderStore(store.database);
      });
    });
  });
};
