import type { ExpectedCall, Phrasing } from './phrasings.ts';

const release = (...numbers: readonly string[]): readonly ExpectedCall[] => numbers.map((orderNumber) => ['release_purchase_order', { orderNumber }]);

const agent = 'buyer';
const never = [/has been (released|sent)/];
const which = /Which purchase order shall I release\?$/;

/** What is said to an agent that can release purchase orders, and to one that cannot. */
export const releasePhrasings: readonly Phrasing[] = [
  { agent, says: 'Release order 106003', calls: [release('106003')], answer: [/^Purchase order \*\*106003\*\* has been released\.$/] },
  {
    agent,
    says: 'Send PO-106002 for approval',
    calls: [release('PO-106002')],
    answer: [/PO-106002\*\* has been sent for approval in the ERP and waits there for Noor Haddad\. It is not released before it is approved\./],
    never: [/has been released/],
  },
  { agent, says: 'can you please release purchase order PO-106003?', calls: [release('PO-106003')], answer: [/PO-106003\*\* has been released/] },
  { agent, says: 'submit order 106003 to my approver', calls: [release('106003')], answer: [/106003/] },
  { agent, says: 'request approval for PO 106003', calls: [release('106003')], answer: [/106003/] },
  { agent, says: 'look at PO-106003 and release it', calls: [release('PO-106003')], answer: [/PO-106003\*\* has been released/] },
  {
    agent,
    says: 'release PO-106002 and PO-106003',
    calls: [release('PO-106002', 'PO-106003')],
    answer: [/PO-106002\*\* has been sent for approval[\s\S]*PO-106003\*\* has been released/],
  },
  {
    agent,
    says: 'Release PO-106001',
    calls: [release('PO-106001')],
    answer: [/This failed \(the release of purchase order PO-106001\): Purchase order PO-106001 is Released already\./],
    never,
  },
  {
    agent,
    says: 'release this order',
    page: 'The user is looking at: purchase order PO-106003.',
    calls: [release('PO-106003')],
    answer: [/PO-106003\*\* has been released/],
  },
  { agent, says: 'release the order', calls: [], answer: [which], never },
  { agent, says: 'release the order with V-1003', calls: [], answer: [which], never },
  { agent, says: 'release vendor V-1003', calls: [], answer: [/no tool for releasing documents of that kind/], never },
  { agent, says: 'release it', after: ['order 5 I-2001 from V-1003'], calls: [], answer: [/made last here is PO-106010\./, which], never },
  { agent, says: 'PO-106003', after: ['send the order for approval'], calls: [release('PO-106003')], answer: [/PO-106003\*\* has been released/] },
  { agent, says: 'is order PO-106002 released?', calls: [[['read_purchase_orders', { orderNumber: 'PO-106002' }]]], answer: [/PO-106002/], never },
  { agent, says: 'do not release PO-106003', calls: [[['read_purchase_orders', { orderNumber: 'PO-106003' }]]], answer: [/PO-106003/], never },
  { agent, says: 'approve order PO-106003', calls: [], answer: [/no tool for approving or rejecting/], never },
  { agent, says: 'release invoice SI-103021', calls: [], answer: [/no tool for releasing documents of that kind/], never },
  { agent, says: 'what can you do?', calls: [], answer: [/release a purchase order, or send it for the ERP's own approval/] },
  { agent: 'planner', says: 'Release order 106003', calls: [], answer: [/no tool for releasing purchase orders/], never },
];
