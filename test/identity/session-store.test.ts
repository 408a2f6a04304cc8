import { InMemorySessionStore } from './in-memory-session-store.ts';
import { sessionStoreContract } from './session-store-contract.ts';

sessionStoreContract('in memory', () => Promise.resolve(new InMemorySessionStore()));
