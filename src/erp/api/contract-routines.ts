import { purchaseContract, purchaseContractRenewal } from '../tables/index.ts';
import { each } from './touched-tables.ts';
import type { Routine } from './routine.ts';

/** Purch. Contract-Renew, a codeunit of ours: gives a contract the term that a renewal proposes. */
export const contractRenewing: Routine = {
  codeunit: { id: 50104, name: 'Purch. Contract-Renew' },
  touches: each([purchaseContract, purchaseContractRenewal], 'modify'),
};
