import { expect } from 'chai';
import fc from 'fast-check';
import {
  approveRequest,
  cancelRequest,
  createSalesDocument,
  delegateRequest,
  deletePurchaseDocument,
  postPurchaseReceipt,
  postSalesInvoice,
  rejectRequest,
  releasePurchaseDocument,
  reopenDocument,
  sendApprovalRequest,
  type ApprovalEntry,
  type ErpContext,
  type PurchaseHeader,
} from '../../../src/erp/business/index.ts';
import { approvalCommentLine, customer, item, workflow } from '../../../src/erp/tables/index.ts';
import { AppError } from '../../../src/kernel/errors.ts';
import { ApprovalCompany, type Person } from './approval-company.ts';
import { brokenRules } from './books.ts';
import { anchorDate } from './demo-database.ts';
import { refusal } from './refusal.ts';

const people: readonly Person[] = [
  { userId: 'BUYER', limit: '1000', approverId: 'LEAD' },
  { userId: 'LEAD', limit: '5000', approverId: 'CHIEF', substitute: 'DEPUTY' },
  { userId: 'DEPUTY', limit: '0', approverId: 'LEAD' },
  { userId: 'CHIEF', limit: 'unlimited', isAdministrator: true },
  { userId: 'WARDEN', limit: '2000', isAdministrator: true },
  { userId: 'LONELY', limit: '10' },
  { userId: 'LOST', limit: '10', approverId: 'NOBODY' },
  { userId: 'ROUND', limit: '10', approverId: 'ABOUT' },
  { userId: 'ABOUT', limit: '10', approverId: 'ROUND' },
];

describe('approvals', function () {
  this.timeout(240_000);
  let company: ApprovalCompany;
  beforeEach(() => (company = new ApprovalCompany(people)));
  afterEach(() => company.close());

  const send = (userId: string, order: PurchaseHeader, comment = ''): ApprovalEntry =>
    company.as(userId, (ctx) => sendApprovalRequest(ctx, company.reread(order), comment));
  const decide = (decision: (ctx: ErpContext, entry: ApprovalEntry, comment?: string) => void) => (userId: string, order: PurchaseHeader) =>
    company.as(userId, (ctx) => {
      const entry = company.openEntry(order);
      if (entry === undefined) throw new Error('nothing is open');
      decision(ctx, entry, `by ${userId}`);
    });
  const [approve, reject, cancel, delegate] = [approveRequest, rejectRequest, cancelRequest, delegateRequest].map(decide) as [
    ReturnType<typeof decide>,
    ReturnType<typeof decide>,
    ReturnType<typeof decide>,
    ReturnType<typeof decide>,
  ];
  const sent = (amount: string, userId = 'BUYER'): PurchaseHeader => {
    const order = company.order(userId, amount);
    send(userId, order);
    return order;
  };
  const told = (order: PurchaseHeader): readonly string[] => company.entries(order).map((one) => `${one.sequenceNo} ${one.approverId} ${one.status}`);
  const status = (order: PurchaseHeader): string => company.reread(order).status;
  const mustBeApproved = (order: PurchaseHeader): string =>
    `Purchase Order ${order.no} must be approved and released before you can perform this action.`;

  const chains: readonly (readonly [string, string, readonly string[], string])[] = [
    ['BUYER', '1000', ['1 BUYER Approved'], 'Released'],
    ['BUYER', '1000.01', ['1 BUYER Approved', '2 LEAD Open'], 'Pending Approval'],
    ['BUYER', '5000', ['1 BUYER Approved', '2 LEAD Open'], 'Pending Approval'],
    ['BUYER', '5000.01', ['1 BUYER Approved', '2 LEAD Open', '3 CHIEF Created'], 'Pending Approval'],
    ['LEAD', '5000.01', ['1 LEAD Approved', '2 CHIEF Open'], 'Pending Approval'],
    ['CHIEF', '900000', ['1 CHIEF Approved'], 'Released'],
  ];
  for (const [sender, amount, entries, after] of chains) {
    it(`of ${amount} sent by ${sender} go up the chain until a limit suffices: ${entries.join(', ')}`, () => {
      const order = sent(amount, sender);
      expect(told(order)).to.deep.equal(entries);
      expect(status(order)).to.equal(after);
    });
  }

  const broken: readonly (readonly [string, string])[] = [
    ['LONELY', 'No qualified approver was found.'],
    ['LOST', 'You must set up an approver for user ID LOST in the Approval User Setup window.'],
    ['ROUND', 'No sufficient approver was found in the approver chain.'],
    ['STRANGER', 'User ID STRANGER does not exist in the Approval User Setup window.'],
  ];
  for (const [sender, message] of broken) {
    it(`are not sent where the chain is broken: ${message}`, () => {
      const order = company.order(sender, '500');
      expect(refusal(() => send(sender, order))).to.equal(message);
      expect([told(order), status(order)]).to.deep.equal([[], 'Open']);
    });
  }

  it('open in sequence, and the last one releases the document for everyone', () => {
    const order = sent('8000');
    approve('LEAD', order);
    expect([told(order), status(order)]).to.deep.equal([['1 BUYER Approved', '2 LEAD Approved', '3 CHIEF Open'], 'Pending Approval']);
    approve('CHIEF', order);
    expect(status(order)).to.equal('Released');
    company.post('DEPUTY', order);
    expect(company.current(order)).to.equal(undefined);
    expect(told(order)).to.deep.equal(['1 BUYER Approved', '2 LEAD Approved', '3 CHIEF Approved']);
  });

  it('keep the document from being posted, received, released, changed or deleted by anyone until then', () => {
    const order = sent('8000');
    for (const userId of ['BUYER', 'LEAD', 'CHIEF', 'WARDEN']) {
      const now = (): PurchaseHeader => company.reread(order);
      expect(refusal(() => company.post(userId, order))).to.equal(mustBeApproved(order));
      expect(refusal(() => company.as(userId, (ctx) => postPurchaseReceipt(ctx, now(), { postingDate: anchorDate })))).to.equal(
        mustBeApproved(order),
      );
      expect(refusal(() => company.as(userId, (ctx) => releasePurchaseDocument(ctx, now())))).to.equal(
        'This document can only be released when the approval process is complete.',
      );
      expect(refusal(() => company.as(userId, (ctx) => reopenDocument(ctx, now())))).to.equal(
        'The approval process must be cancelled or completed to reopen this document.',
      );
      expect(refusal(() => company.change(userId, order, '1'))).to.match(/Status must be equal to 'Open'/);
      expect(refusal(() => company.as(userId, (ctx) => deletePurchaseDocument(ctx, now())))).to.match(/Status must be equal to 'Open'/);
      expect(refusal(() => send(userId, order))).to.match(/Status must be equal to 'Open'/);
    }
  });

  it('are needed above the limit of whoever posts or releases, and by nobody within it', () => {
    const order = company.order('BUYER', '1000.01');
    expect(refusal(() => company.post('BUYER', order))).to.equal(mustBeApproved(order));
    expect(refusal(() => company.as('BUYER', (ctx) => releasePurchaseDocument(ctx, order)))).to.equal(
      'This document can only be released when the approval process is complete.',
    );
    expect(
      refusal(() => company.post('STRANGER', order)),
      'who is in no setup has no limit',
    ).to.equal(mustBeApproved(order));
    company.post('LEAD', order);
    company.post('BUYER', company.order('LEAD', '1000'));
  });

  it('reopen the document when they are rejected or cancelled, and start anew with the next request', () => {
    const order = sent('8000');
    approve('LEAD', order);
    reject('CHIEF', order);
    expect([told(order), status(order)]).to.deep.equal([['1 BUYER Rejected', '2 LEAD Rejected', '3 CHIEF Rejected'], 'Open']);
    company.change('BUYER', order, '4000');
    send('BUYER', order);
    cancel('BUYER', order);
    expect(status(order)).to.equal('Open');
    send('BUYER', order);
    cancel('WARDEN', order);
    send('BUYER', order);
    expect(told(order).slice(3)).to.deep.equal([
      ...['1 BUYER Canceled', '2 LEAD Canceled', '1 BUYER Canceled', '2 LEAD Canceled'],
      ...['1 BUYER Approved', '2 LEAD Open'],
    ]);
    approve('LEAD', order);
    expect(status(order)).to.equal('Released');
  });

  it('hold for the amount that was approved: to change the document it is reopened, and needs another', () => {
    const order = sent('1500');
    approve('LEAD', order);
    expect(refusal(() => company.change('BUYER', order, '4900'))).to.match(/Status must be equal to 'Open'/);
    company.as('BUYER', (ctx) => reopenDocument(ctx, company.reread(order)));
    company.change('BUYER', order, '4900');
    expect(refusal(() => company.post('BUYER', order))).to.equal(mustBeApproved(order));
  });

  it('are decided by the approver or an administrator with the authority, never by the sender', () => {
    const order = sent('4000');
    const notHers = "Approval Administrator must be equal to 'Yes'  in User Setup: User ID=DEPUTY. Current value is 'No'.";
    expect(refusal(() => approve('DEPUTY', order))).to.equal(notHers);
    expect(refusal(() => reject('DEPUTY', order))).to.equal(notHers);
    expect(refusal(() => cancel('DEPUTY', order))).to.equal(notHers);
    expect(refusal(() => delegate('DEPUTY', order))).to.equal(
      'You do not have permission to delegate one or more of the selected approval requests.',
    );
    expect(refusal(() => approve('BUYER', order))).to.equal('You cannot approve your own approval request.');
    expect(refusal(() => approve('WARDEN', order))).to.equal('No qualified approver was found.');
    approve('CHIEF', order);
    expect(status(order)).to.equal('Released');
  });

  it('go to the approver’s substitute when they are delegated, who then decides in her place', () => {
    const order = sent('4000');
    delegate('LEAD', order);
    expect(told(order)).to.deep.equal(['1 BUYER Approved', '2 DEPUTY Open']);
    approve('DEPUTY', order);
    expect(status(order)).to.equal('Released');
  });

  it('are delegated to someone with the authority where there is no substitute, and never to the sender', () => {
    const order = sent('8000', 'LEAD');
    expect(refusal(() => delegate('CHIEF', order))).to.equal(
      'There is no substitute, direct approver, or approval administrator for user ID CHIEF in the Approval User Setup window.',
    );
    const other = sent('3000', 'DEPUTY');
    delegate('LEAD', other);
    expect(told(other).at(-1), 'the substitute is the sender').to.equal('2 CHIEF Open');
  });

  it('are decided once', () => {
    const order = sent('4000');
    const entry = company.openEntry(order);
    approve('LEAD', order);
    const again = (decision: typeof approveRequest) =>
      refusal(() => company.as('LEAD', (ctx) => decision(ctx, { ...entry!, status: company.entries(order)[1]!.status })));
    expect(again(approveRequest)).to.equal('You can only approve open approval requests.');
    expect(again(rejectRequest)).to.equal('You can only reject open approval entries.');
    expect(again(delegateRequest)).to.equal('You can only delegate open approval requests.');
    expect(refusal(() => company.as('BUYER', (ctx) => cancelRequest(ctx, entry!)))).to.equal('No approval requests exist.');
  });

  it('keep what people say, with its author', () => {
    const order = company.order('BUYER', '4000');
    send('BUYER', order, 'Needed by Friday');
    approve('LEAD', order);
    const lines = company.place.work((ctx) => ctx.records.of(approvalCommentLine).find({ recordIdToApprove: order.systemId }));
    expect(lines.map(({ userId, comment }) => [userId, comment])).to.deep.equal([
      ['BUYER', 'Needed by Friday'],
      ['LEAD', 'by LEAD'],
    ]);
  });

  it('are asked for only under an enabled workflow, and only for documents with lines', () => {
    const empty = company.place.work((ctx) => ctx.records.of(workflow).require('MS-POAPW'));
    company.place.work((ctx) => ctx.records.of(workflow).update(empty, { enabled: false }));
    const order = company.order('BUYER', '8000');
    expect(refusal(() => send('BUYER', order))).to.equal('No approval workflow for this record type is enabled.');
    company.post('BUYER', order);
  });

  it('work for sales documents with the sales limits', () => {
    const sale = company.place.work((ctx) => {
      const flow = ctx.records.of(workflow);
      flow.update(flow.require('MS-SIAPW'), { enabled: true });
      const customerNo = ctx.records.of(customer).find({ blocked: ' ' })[0]?.no ?? '';
      return createSalesDocument(ctx, 'Invoice', {
        customerNo,
        lines: [{ no: ctx.records.of(item).find({})[0]?.no ?? '', quantity: '1', unitPrice: '1200' }],
      });
    });
    expect(refusal(() => company.as('BUYER', (ctx) => postSalesInvoice(ctx, sale)))).to.equal(
      `Sales Invoice ${sale.no} must be approved and released before you can perform this action.`,
    );
    const entry = company.as('BUYER', (ctx) => sendApprovalRequest(ctx, sale));
    expect([entry.approverId, entry.approvalCode, entry.amount]).to.deep.equal(['LEAD', 'MS-SIAPW', '1200.00']);
  });
});

describe('whatever people try', function () {
  this.timeout(300_000);
  const names = ['A', 'B', 'C', 'D', 'E'];
  const anyone = fc.constantFrom(...names);
  const someone = fc.option(anyone, { nil: '', freq: 3 });
  /** Mostly her approver is someone further on; circles and loose ends occur. */
  const person = (at: number): fc.Arbitrary<Omit<Person, 'userId'>> =>
    fc.record({
      limit: fc.constantFrom('0', '100', '100', '200', ...(at > 2 ? ['unlimited', 'unlimited', 'unlimited'] : [])),
      approverId: fc.oneof({ weight: 1, arbitrary: someone }, { weight: 6, arbitrary: fc.constantFrom(...names.slice(at + 1), names.at(-1)!) }),
      substitute: someone,
      isAdministrator: fc.boolean(),
    });
  const actions = ['send', 'approve', 'reject', 'cancel', 'delegate', 'reopen', 'release', 'change', 'add', 'delete', 'post'] as const;
  /** Without a name it is whoever is asked for a decision. */
  const step = fc.record({
    action: fc.constantFrom(...actions, 'send', 'send', 'approve', 'approve', 'approve'),
    who: fc.option(anyone, { nil: undefined, freq: 2 }),
    which: fc.nat(1),
    amount: fc.constantFrom('50', '150', '250'),
  });

  /** The oracle: who has the authority by her own limit, and whom such people have named as their substitutes. */
  const authorised = (staff: readonly Person[], amount: string): ReadonlySet<string> => {
    const own = staff.filter(
      ({ userId, limit, approverId }) => approverId === userId || limit === 'unlimited' || (limit !== '0' && Number(amount) <= Number(limit)),
    );
    const found = new Set(own.map(({ userId }) => userId));
    for (const userId of found) {
      const { substitute = '' } = staff.find((one) => one.userId === userId) ?? {};
      if (substitute !== '') found.add(substitute);
    }
    return found;
  };

  it('no document above the poster’s limit is posted unless someone with the authority decided on that very amount', () => {
    let posted = 0;
    let approvals = 0;
    fc.assert(
      fc.property(fc.tuple(...names.map((_, at) => person(at))), fc.array(step, { minLength: 10, maxLength: 45 }), (drawn, steps) => {
        const staff: Person[] = drawn.map((one, at) => ({ ...one, userId: names[at]! }));
        const company = new ApprovalCompany(staff);
        const orders = [0, 1].map(() => company.order('A', '150'));
        /** Orders that stand decided by someone with the authority. */
        const decided = new Set<string>();
        const attempts: Record<(typeof actions)[number], (by: string, order: PurchaseHeader, amount: string) => void> = {
          send: (by, order) => void company.as(by, (ctx) => sendApprovalRequest(ctx, company.reread(order))),
          approve: (by, order) => company.as(by, (ctx) => approveRequest(ctx, company.openEntry(order)!)),
          reject: (by, order) => company.as(by, (ctx) => rejectRequest(ctx, company.openEntry(order)!)),
          cancel: (by, order) => company.as(by, (ctx) => cancelRequest(ctx, company.entries(order).at(-1)!)),
          delegate: (by, order) => company.as(by, (ctx) => delegateRequest(ctx, company.openEntry(order)!)),
          reopen: (by, order) => company.as(by, (ctx) => reopenDocument(ctx, company.reread(order))),
          release: (by, order) => void company.as(by, (ctx) => releasePurchaseDocument(ctx, company.reread(order))),
          change: (by, order, amount) => company.change(by, order, amount),
          add: (by, order, amount) => company.change(by, order, amount, true),
          delete: (by, order) => company.as(by, (ctx) => deletePurchaseDocument(ctx, company.reread(order))),
          post: (by, order) => company.post(by, order),
        };
        /** At the end everyone tries to post everything. */
        const last = orders.flatMap((_, which) => names.map((who) => ({ action: 'post', who, which, amount: '' }) as const));
        for (const { action, who, which, amount } of [...steps, ...last]) {
          const order = orders[which]!;
          const by = who ?? company.openEntry(order)?.approverId ?? 'A';
          const before = company.current(order);
          const isDecision = action === 'approve' || action === 'reject' || action === 'delegate';
          if (before === undefined || (isDecision && !company.openEntry(order)) || (action === 'cancel' && company.entries(order).length === 0))
            continue;
          try {
            attempts[action](by, order, amount);
          } catch (thrown) {
            if (!(thrown instanceof AppError) || thrown.code === 'internal') throw thrown;
            continue;
          }
          const after = company.current(order);
          const isAuthorised = authorised(staff, before.amount).has(by);
          if (action === 'change' || action === 'add' || action === 'delete') expect(before.status).to.equal('Open');
          if (after?.status === 'Released' && isAuthorised) decided.add(order.no);
          if (after?.status === 'Open') decided.delete(order.no);
          if (action === 'approve') approvals++;
          if (action !== 'post') continue;
          posted++;
          expect(isAuthorised || decided.has(order.no), `${by} posted ${before.amount}: ${JSON.stringify(staff)}`).to.equal(true);
        }
        const wrong = brokenRules(company.place.db, 1);
        company.close();
        expect(wrong).to.deep.equal([]);
      }),
      { numRuns: 100 },
    );
    expect([posted > 30, approvals > 10], `${posted} posted, ${approvals} approvals`).to.deep.equal([true, true]);
  });
});
