import { InMemoryProviderStore } from './in-memory-store.ts';
import { identityProviderStoreContract } from './store-contract.ts';

identityProviderStoreContract('in memory', () => Promise.resolve(new InMemoryProviderStore()));
