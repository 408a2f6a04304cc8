import { expect } from 'chai';
import { linkIn } from '../../src/web/approvals/result-link.ts';

const pages = [
  { singular: 'Customer', path: 'customers' },
  { singular: 'Purchase order', path: 'purchase-orders' },
];

describe('the way from a result to what was made', () => {
  it('leads to the record it names', () => {
    expect(linkIn('Purchase order PO-10645 created as a draft', pages)).to.deep.equal({
      before: 'Purchase order ',
      label: 'PO-10645',
      to: '/purchase-orders/PO-10645',
      after: ' created as a draft',
    });
  });

  it('leads to the outbox', () => {
    expect(linkIn('Draft email to a@b.example put into your outbox', pages)).to.include({ label: 'your outbox', to: '/outbox', after: '' });
  });

  it('is not there where nothing is named', () => {
    for (const line of ['', 'Done', 'Purchase order created', 'Customer informed']) expect(linkIn(line, pages), line).to.equal(null);
  });
});
