import type { ExpectedCall, Phrasing } from './phrasings.ts';

const find = (args: Readonly<Record<string, unknown>> = {}): ExpectedCall => ['find_contracts_near_renewal', args];
const read = (contractNumber: string): ExpectedCall => ['read_contract', { contractNumber }];
const prepare = (contractNumber: string, more: Readonly<Record<string, unknown>> = {}): ExpectedCall => [
  'prepare_contract_renewal',
  { contractNumber, ...more },
];
const submit = (renewalNumber: string): ExpectedCall => ['submit_contract_renewal', { renewalNumber }];

const agent = 'contracts';

/** What is said to the agent for contract renewals. */
export const contractPhrasings: readonly Phrasing[] = [
  {
    agent,
    says: 'Which contracts are near renewal?',
    calls: [[find()]],
    answer: [/4 contracts near renewal/, /CT-10011.*Ferrous Works/, /Baltic Timber \(V-1010\) is \*\*restricted\*\*: Quality/, /RN-10002/],
  },
  { agent, says: 'what contracts do we have to renew in the next 90 days?', calls: [[find({ daysAhead: 90 })]], answer: [/CT-10014/] },
  { agent, says: 'Which renewals are due now?', calls: [[find({ daysAhead: 0 })]], answer: [/CT-10011/], never: [/CT-10014/] },
  { agent, says: 'show me contracts of category FACILITIES', calls: [[find({ category: 'FACILITIES' })]], answer: [/CT-10014/], never: [/CT-10011/] },
  { agent, says: 'services contracts up for renewal', calls: [[find({ category: 'SERVICES' })]], answer: [/CT-10015/] },
  { agent, says: 'contracts with V-1010', calls: [[find({ vendorNumber: 'V-1010' })]], answer: [/CT-10012/] },
  {
    agent,
    says: 'which contracts with Baltic Timber are near renewal',
    calls: [[['read_vendor', { search: 'Baltic Timber' }]], [find({ vendorNumber: 'V-1010' })]],
    answer: [/CT-10012/],
  },
  { agent, says: 'contracts with V-1099', calls: [[find({ vendorNumber: 'V-1099' })]], answer: [/found no contracts near renewal/] },
  {
    agent,
    says: 'What do we know about contract CT-10011?',
    calls: [[read('CT-10011')]],
    answer: [/12,000\.00/, /3 purchase orders, 4,120\.00/, /Not read, because your user may not: vendor ledger entries/],
  },
  { agent, says: 'ct10015', calls: [[read('CT-10015')]], answer: [/Renewal RN-10002: Draft, until 2028-01-31 at 6,000\.00/] },
  { agent, says: 'the second one', after: ['Which contracts are near renewal?'], calls: [[read('CT-10011')]], answer: [/Ferrous Works/] },
  { agent, says: 'show contract CT-99999', calls: [[read('CT-99999')]], answer: [/no contract CT-99999/] },
  { agent, says: 'what is RN-10002?', calls: [], answer: [/Which contract is it\?/] },
  {
    agent,
    says: 'Prepare a renewal of contract CT-10011',
    calls: [[read('CT-10011')], [prepare('CT-10011')]],
    answer: [/RN-10003\*\* of contract CT-10011 has been created as a draft/],
  },
  {
    agent,
    says: 'Please renew CT-10012 for two years at 9,500.50 a year because they improved a lot',
    calls: [[read('CT-10012')], [prepare('CT-10012', { termMonths: 24, proposedAnnualValue: 9500.5, reason: 'they improved a lot' })]],
    answer: [/RN-10003/, /Baltic Timber \(V-1010\) is \*\*restricted\*\*/],
  },
  {
    agent,
    says: 'draft the renewal for CT-10011 for 18 months',
    calls: [[read('CT-10011')], [prepare('CT-10011', { termMonths: 18 })]],
    answer: [/draft/],
  },
  {
    agent,
    says: 'prepare a renewal for it',
    after: ['What do we know about contract CT-10011?'],
    calls: [[read('CT-10011')], [prepare('CT-10011')]],
    answer: [/RN-10003/],
  },
  { agent, says: 'renew CT-99999', calls: [[read('CT-99999')]], answer: [/no contract CT-99999/], never: [/created/] },
  { agent, says: 'prepare a renewal', calls: [], answer: [/Which contract shall I prepare/] },
  {
    agent,
    says: 'Submit renewal RN-10002',
    calls: [[submit('RN-10002')]],
    answer: [/RN-10002\*\* has been submitted: contract CT-10015 now runs until 2028-01-31 at 6,000\.00/],
  },
  {
    agent,
    says: 'submit it',
    after: ['Prepare a renewal of contract CT-10011'],
    calls: [[submit('RN-10003')]],
    answer: [/has been submitted/],
  },
  { agent, says: 'submit the renewal of CT-10015', calls: [[read('CT-10015')], [submit('RN-10002')]], answer: [/has been submitted/] },
  {
    agent,
    says: 'submit the renewal of CT-10011',
    calls: [[read('CT-10011')]],
    answer: [/no draft renewal of contract CT-10011/],
    never: [/been submitted/],
  },
  { agent, says: 'submit the renewal', calls: [], answer: [/Which renewal shall I submit\?/], never: [/been submitted/] },
  { agent, says: 'terminate contract CT-10011', calls: [], answer: [/no tool for ending contracts/] },
  { agent, says: 'delete renewal RN-10002', calls: [], answer: [/no tool for deleting records/] },
  { agent, says: 'approve renewal RN-10002 yourself', calls: [], answer: [/only you can confirm or reject/] },
  { agent, says: 'thanks', after: ['Which contracts are near renewal?'], calls: [], answer: [/welcome/] },
  { agent, says: 'what can you do?', calls: [], answer: [/find contracts near renewal/, /submit a renewal for you to confirm/] },
  { agent: 'vendor360', says: 'Which contracts are near renewal?', calls: [], answer: [/no tool for looking up contracts/] },
  { agent: 'planner', says: 'renew contract CT-10011', calls: [], answer: [/no tool for renewing contracts/] },
  { agent: 'vendor360', says: 'submit renewal RN-10002', calls: [], answer: [/no tool for submitting renewals/] },
];
