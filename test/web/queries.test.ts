import { expect } from 'chai';
import { cardQuery, listQuery, searchFilter } from '../../src/web/erp/erp-query.ts';
import { allExecutions, executionFilterFields, executionQuery } from '../../src/web/executions/executions-query.ts';
import { allEntries, logExportQuery, logFilter, logQuery } from '../../src/web/log/log-query.ts';

describe('the queries of the pages', () => {
  it('look for a number by its beginning and for words inside the name, never across two fields', () => {
    expect(searchFilter('v-104', 'displayName')).to.equal("startswith(number,'V-104')");
    expect(searchFilter('Late Shipments', 'displayName')).to.equal("contains(tolower(displayName),'late shipments')");
    expect(searchFilter('  ', 'displayName')).to.equal(undefined);
  });

  it('double the quotes of a text, so that no search can leave its literal', () => {
    expect(searchFilter("O'Hara' or 1 eq 1", 'displayName')).to.equal("contains(tolower(displayName),'o''hara'' or 1 eq 1')");
    expect(logFilter({ ...allEntries, document: "x' or true" })).to.equal("document eq 'x'' or true'");
  });

  it('ask for one sorted page with the count, the search and the ready-made filter together', () => {
    const query = listQuery({
      search: 'steel',
      nameField: 'vendorName',
      filter: "status eq 'Open'",
      sort: { key: 'number', isDescending: true },
      skip: 25,
      top: 25,
    });
    expect(Object.fromEntries(new URLSearchParams(query))).to.deep.equal({
      $filter: "contains(tolower(vendorName),'steel') and status eq 'Open'",
      $orderby: 'number desc',
      $top: '25',
      $skip: '25',
      $count: 'true',
    });
  });

  it('find a record by its number, or by its id where it has none yet', () => {
    expect(new URLSearchParams(cardQuery('V-1042', undefined)).get('$filter')).to.equal("number eq 'V-1042'");
    expect(new URLSearchParams(cardQuery('5e0c9b64-8f1d-4c3a-a7e2-91d3b5c6f001', 'salesInvoiceLines')).get('$filter')).to.equal(
      'id eq 5e0c9b64-8f1d-4c3a-a7e2-91d3b5c6f001',
    );
  });

  it('include the last day of a period whole', () => {
    expect(logFilter({ ...allEntries, from: '2026-10-31', to: '2026-10-31' })).to.equal(
      'attemptedAt ge 2026-10-31T00:00:00Z and attemptedAt lt 2026-11-01T00:00:00Z',
    );
  });

  it('export everything that the list would page through', () => {
    const request = { filters: { ...allEntries, outcome: 'denied' }, sort: { key: 'attemptedAt', isDescending: true } };
    const listed = new URLSearchParams(logQuery({ ...request, skip: 50, top: 50 }));
    const exported = new URLSearchParams(logExportQuery(request));
    expect(exported.get('$filter')).to.equal(listed.get('$filter'));
    expect(exported.get('$orderby')).to.equal(listed.get('$orderby'));
    expect(exported.has('$top')).to.equal(false);
  });

  it('ask for executions by the filters that are set alone, and for what follows a page', () => {
    expect(executionQuery(allExecutions)).to.equal('');
    const query = new URLSearchParams(executionQuery({ ...allExecutions, document: ' PO-1&x ', from: '2026-10-31' }, 'EX-1'));
    expect(Object.fromEntries(query)).to.deep.equal({ document: 'PO-1&x', from: '2026-10-31', after: 'EX-1' });
  });

  it('offer the name of a user only to those who see the runs of others', () => {
    const keys = (maySeeOthers: boolean) => executionFilterFields(maySeeOthers).map(({ key }) => key);
    expect(keys(true)).to.have.members(Object.keys(allExecutions));
    expect(keys(false)).to.not.include('user');
  });
});
