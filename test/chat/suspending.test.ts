import { suspendingContract } from './suspending-contract.ts';

suspendingContract('', () => Promise.resolve(undefined));
