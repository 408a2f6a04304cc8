import { expect } from 'chai';
import { RunningErp } from './running-erp.ts';
import type { Answer, Call, Role } from './running-erp.ts';

const said = ({ body }: Answer): string => String(body.error.message).replace(/ CorrelationId:.*$/, '');

describe('master data over the ERP API', function () {
  this.timeout(240_000);
  let erp: RunningErp;
  let company: string;
  before(async () => {
    erp = await RunningErp.start();
    company = await erp.company('finance-manager');
  });
  after(() => erp.stop());

  const call = (path: string, options: Call = {}): Promise<Answer> => erp.call(`${company}/${path}`, { as: 'finance-manager', ...options });
  const first = async (path: string): Promise<Answer['body']> => (await call(path)).body.value[0];
  const create = (set: string, body: unknown, as: Role = 'finance-manager'): Promise<Answer> => call(set, { as, method: 'POST', body });
  const patch = (path: string, body: unknown, etag = '*'): Promise<Answer> => call(path, { method: 'PATCH', body, headers: { 'if-match': etag } });
  const remove = (path: string): Promise<Answer> => call(path, { method: 'DELETE', headers: { 'if-match': '*' } });

  it('makes a customer from a name alone: number from the series, groups and terms from the template, ready to be invoiced', async () => {
    const { status, body, headers } = await create('customers', { displayName: 'Larch & Vale' });
    expect(status, JSON.stringify(body)).to.equal(201);
    expect(body.number).to.match(/^C-\d{5}$/);
    expect(body).to.include({ displayName: 'Larch & Vale', currencyCode: 'EUR', balanceDue: 0, blocked: '_x0020_' });
    expect((await call(`customers(${String(body.id)})?$expand=paymentTerm`)).body.paymentTerm.code).to.equal('30D');
    expect((await erp.call(headers.get('location') ?? '', { as: 'finance-manager' })).body.number).to.equal(body.number);
    const again = await create('customers', { displayName: 'Larch & Vale' });
    expect(Number(again.body.number.slice(2))).to.equal(Number(body.number.slice(2)) + 1);
  });

  it('takes a number by hand once, in capitals', async () => {
    expect((await create('customers', { number: 'larch-1', displayName: 'Larch' })).body.number).to.equal('LARCH-1');
    const twice = await create('customers', { number: 'LARCH-1', displayName: 'Larch' });
    expect([twice.status, twice.body.error.code, said(twice)]).to.deep.equal([
      400,
      'Internal_EntityWithSameKeyExists',
      "The record in table Customer already exists. Identification fields and values: No.='LARCH-1'",
    ]);
  });

  it('changes every kind of field, and checks what names another record', async () => {
    const { body: made } = await create('customers', { displayName: 'Alder' });
    const path = `customers(${String(made.id)})`;
    const terms = await first(`paymentTerms?$filter=code eq '14D'`);
    const changes = {
      displayName: 'Alder Ltd.',
      type: 'Person',
      country: 'de',
      salespersonCode: 'tf',
      creditLimit: 1250.5,
      paymentTermsId: terms.id,
      currencyCode: 'EUR',
      blocked: 'Invoice',
      taxLiable: true,
    };
    const changed = await patch(path, changes, made['@odata.etag']);
    expect(changed.status, changed.text).to.equal(200);
    expect(changed.body).to.include({ ...changes, country: 'DE', salespersonCode: 'TF' });
    expect((await patch(path, { creditLimit: 1 }, made['@odata.etag'])).status, 'a stale ETag').to.equal(409);
    const refusals = await Promise.all([
      patch(path, { country: 'ZZ' }),
      patch(path, { currencyCode: 'USD' }),
      patch(path, { paymentTermsId: '11111111-1111-4111-8111-111111111111' }),
      patch(path, { displayName: ' ' }),
      patch(path, { number: 'X' }),
      patch(path, { balanceDue: 5 }),
      patch(path, { blocked: 'Sometimes' }),
      patch(path, { nonsense: 1 }),
    ]);
    expect(refusals.map((answer) => [answer.status, answer.body.error.code, said(answer)])).to.deep.equal([
      [
        400,
        'Internal_InvalidTableRelation',
        'The field Country/Region Code of table Customer contains a value (ZZ) that cannot be found in the related table (Country/Region).',
      ],
      [
        400,
        'Internal_InvalidTableRelation',
        'The field Currency Code of table Customer contains a value (USD) that cannot be found in the related table (Currency).',
      ],
      [400, 'Application_DialogException', 'The "paymentTermsId" does not match to a Payment Terms.'],
      [400, 'Application_DialogException', 'The blank "displayName" is not allowed.'],
      [400, 'BadRequest_InvalidOperation', "Control 'number' is read-only."],
      [400, 'BadRequest_InvalidOperation', "Control 'balanceDue' is read-only."],
      [400, 'Application_EvaluateException', 'The value "Sometimes" can\'t be evaluated into type Option.'],
      [
        400,
        'BadRequest',
        "The property 'nonsense' does not exist on type 'Microsoft.NAV.customer'. Make sure to only use property names that are defined by the type.",
      ],
    ]);
    expect((await call(path)).body['@odata.etag'], 'what was refused changed nothing').to.equal(changed.body['@odata.etag']);
  });

  it('deletes a card that nothing uses, with its default dimensions, and no other', async () => {
    const area = await first(`dimensions?$filter=code eq 'AREA'`);
    const value = await first(`dimensionValues?$filter=code eq 'WEST'`);
    const defaultDimensions = [{ dimensionId: area.id, dimensionValueId: value.id }];
    const { body: made } = await create('vendors', { displayName: 'Short Story Ltd.', defaultDimensions });
    expect(made.defaultDimensions[0]).to.include({ parentType: 'Vendor', dimensionCode: 'AREA', dimensionValueCode: 'WEST' });
    const path = `vendors(${String(made.id)})`;
    expect((await remove(path)).status).to.equal(204);
    expect((await call(path)).status).to.equal(404);
    expect((await call(`defaultDimensions?$filter=parentId eq ${String(made.id)}`)).body.value).to.deep.equal([]);
    const { body: fresh } = await create('customers', { displayName: 'Nobody' });
    expect((await call(`customers(${String(fresh.id)})`, { method: 'DELETE' })).status, 'without If-Match').to.equal(412);
    const entries = (await first('customers?$orderby=balanceDue desc&$top=1')).id as string;
    const ordered = await first(`purchaseOrders?$filter=status eq 'Draft'`);
    const item = await first(`purchaseOrders(${String(ordered.id)})/purchaseOrderLines`);
    const refused = [await remove(`customers(${entries})`), await remove(`items(${String(item.itemId)})`)];
    expect(refused.map(({ status }) => status)).to.deep.equal([400, 400]);
    expect(said(refused[0]!)).to.match(
      /^You cannot delete Customer C-\d+ because it has ledger entries in a fiscal year that has not been closed yet\.$/,
    );
    expect(said(refused[1]!)).to.match(
      /^You cannot delete Item \d+ because there is at least one outstanding Purchase Order that includes this item\.$/,
    );
  });

  it('makes an item from the template, and keeps its type, unit and cost once something was posted', async () => {
    const { body: made } = await create('items', { displayName: 'Folding Rule', unitPrice: 12.34567, gtin: '5391234567890' });
    expect(made).to.include({ type: 'Inventory', baseUnitOfMeasureCode: 'PCS', taxGroupCode: 'VAT23', inventory: 0, unitPrice: 12.34567 });
    expect((await patch(`items(${String(made.id)})`, { unitCost: 7.5, itemCategoryCode: 'TOOLS' })).body).to.include({ unitCost: 7.5 });
    const stocked = await first('items?$filter=unitCost gt 0&$top=1');
    const path = `items(${String(stocked.id)})`;
    expect((await patch(path, { unitCost: stocked.unitCost, unitPrice: 99 })).status).to.equal(200);
    expect(said(await patch(path, { unitCost: 1 }))).to.equal(
      'You cannot change Unit Cost because there are one or more ledger entries for this item.',
    );
    expect(said(await patch(path, { type: 'Service' }))).to.equal(
      'You cannot change Type because there are one or more ledger entries for this item.',
    );
    expect(said(await patch(path, { unitPrice: -1 }))).to.match(/^Unit Price must not be negative in Item: No\.=\d+\. Current value is '-1'\.$/);
    const unit = await first(`items?$filter=baseUnitOfMeasureCode eq 'BOX'&$top=1`);
    expect(said(await create('items', { displayName: 'X', baseUnitOfMeasureCode: 'PCS', baseUnitOfMeasureId: unit.baseUnitOfMeasureId }))).to.equal(
      'The unit of measure values do not match to a specific Unit of Measure.',
    );
  });

  it('writes payment terms, whose formulas must be some', async () => {
    const { body } = await create('paymentTerms', { code: '10d', displayName: 'Net 10 days', dueDateCalculation: '10D', discountPercent: 2 });
    expect(body).to.include({ code: '10D', dueDateCalculation: '10D', discountPercent: 2 });
    const path = `paymentTerms(${String(body.id)})`;
    expect(said(await patch(path, { dueDateCalculation: 'soon' }))).to.equal("The date formula 'soon' is not valid.");
    expect(said(await patch(path, { discountPercent: 101 }))).to.match(/^Discount % must be between 0 and 100/);
    expect(said(await create('paymentTerms', { displayName: 'No code' }))).to.match(/^Code must have a value in Payment Terms/);
    expect((await remove(path)).status).to.equal(204);
  });

  it('is written only by those with the right on its table', async () => {
    const customer = await first('customers?$top=1');
    const answers = [
      await create('customers', { displayName: 'X' }, 'ap-clerk'),
      await create('items', { displayName: 'X' }, 'sales-rep'),
      await call(`customers(${String(customer.id)})`, { as: 'sales-rep', method: 'PATCH', body: { creditLimit: 1 }, headers: { 'if-match': '*' } }),
    ];
    expect(answers.map((answer) => [answer.status, /\((.+)\)/.exec(said(answer))?.[1]])).to.deep.equal([
      [403, 'TableData 18 Customer Insert: Base Application'],
      [403, 'TableData 27 Item Insert: Base Application'],
      [403, 'TableData 18 Customer Modify: Base Application'],
    ]);
  });
});

describe('dimensions over the ERP API', function () {
  this.timeout(240_000);
  let erp: RunningErp;
  let company: string;
  before(async () => {
    erp = await RunningErp.start();
    company = await erp.company('finance-manager');
  });
  after(() => erp.stop());

  const call = (path: string, options: Call = {}): Promise<Answer> => erp.call(`${company}/${path}`, { as: 'finance-manager', ...options });
  const list = async (path: string, as: Role = 'finance-manager'): Promise<Answer['body'][]> => (await call(path, { as })).body.value;
  const send = (path: string, method: string, body?: unknown, as: Role = 'finance-manager'): Promise<Answer> =>
    call(path, { as, method, headers: { 'if-match': '*' }, ...(body === undefined ? {} : { body }) });
  const valueId = async (code: string): Promise<string> => (await list(`dimensionValues?$filter=code eq '${code}'`))[0].id as string;

  it('are read with their values', async () => {
    const [area] = await list(`dimensions?$filter=code eq 'AREA'&$expand=dimensionValues($orderby=code;$select=code,dimensionId)`);
    expect(area.dimensionValues.map(({ code }: { code: string }) => code)).to.deep.equal(['EAST', 'NORTH', 'SOUTH', 'WEST']);
    expect(area.dimensionValues[0].dimensionId).to.equal(area.id);
  });

  it('of a customer can be set, changed and taken away, once each', async () => {
    const [customer] = await list(`customers?$top=1&$expand=defaultDimensions`);
    const area = customer.defaultDimensions.find(({ dimensionCode }: { dimensionCode: string }) => dimensionCode === 'AREA');
    expect(area).to.include({ parentType: 'Customer', parentId: customer.id, postingValidation: 'Code_x0020_Mandatory' });
    const path = `defaultDimensions(${String(area.id)})`;
    const changed = await send(path, 'PATCH', { dimensionValueId: await valueId('EAST'), postingValidation: 'Same Code' });
    expect(changed.body).to.include({ dimensionValueCode: 'EAST', postingValidation: 'Same_x0020_Code' });
    expect(said(await send(path, 'PATCH', { dimensionValueId: await valueId('SALES') }))).to.equal(
      'The "dimensionValueId" does not match to a Dimension Value.',
    );
    expect(said(await send(path, 'PATCH', { postingValidation: 'No Code' }))).to.match(
      /^Dimension Value Code must be equal to ''  in Default Dimension/,
    );
    expect((await send(path, 'DELETE')).status).to.equal(204);
    const again = await send('defaultDimensions', 'POST', {
      parentType: 'Customer',
      parentId: customer.id,
      dimensionId: area.dimensionId,
      dimensionValueId: area.dimensionValueId,
      postingValidation: 'Code Mandatory',
    });
    expect(again.status, again.text).to.equal(201);
    expect((await send('defaultDimensions', 'POST', { dimensionId: area.dimensionId })).status).to.equal(400);
    expect(
      (await send('defaultDimensions', 'POST', { parentType: 'Vendor', parentId: customer.id, dimensionId: area.dimensionId })).status,
      'a parent of another type',
    ).to.equal(400);
    expect((await send(`customers(${String(customer.id)})/defaultDimensions`, 'POST', { dimensionId: area.dimensionId })).body.error.code).to.equal(
      'Internal_EntityWithSameKeyExists',
    );
  });

  it('are shown with what was posted, through its parent only', async () => {
    const [invoice] = await list(`salesInvoices?$filter=status eq 'Open'&$top=1&$expand=dimensionSetLines($orderby=code)`);
    const codes = (lines: { code: string; valueCode: string }[]) => lines.map(({ code, valueCode }) => [code, valueCode]);
    expect(codes(invoice.dimensionSetLines)).to.deep.equal([
      ['AREA', invoice.shortcutDimension1Code],
      ['DEPARTMENT', 'SALES'],
    ]);
    expect(invoice.dimensionSetLines[0]).to.include({ parentId: invoice.id, parentType: 'Sales_x0020_Invoice', displayName: 'Area' });
    const [entry] = await list(`generalLedgerEntries?$filter=documentNumber eq '${String(invoice.number)}'&$expand=dimensionSetLines($orderby=code)`);
    expect(codes(entry.dimensionSetLines)).to.deep.equal(codes(invoice.dimensionSetLines));
    expect(said(await call('dimensionSetLines'))).to.equal('You must get to the parent first to get to the dimension set line.');
    const one = await call(`salesInvoices(${String(invoice.id)})/dimensionSetLines(${String(invoice.dimensionSetLines[0].id)})`);
    expect(one.body.valueCode).to.equal(invoice.shortcutDimension1Code);
    expect(said(await send(`salesInvoices(${String(invoice.id)})/dimensionSetLines(${String(one.body.id)})`, 'DELETE'))).to.match(
      /^Parent with ID .+ does not exist or dimension set lines are read only for it\.$/,
    );
  });

  it('of a draft can be changed one by one, and its lines follow', async () => {
    const [draft] = await list(`purchaseOrders?$filter=status eq 'Draft'&$top=1`, 'buyer');
    const path = `purchaseOrders(${String(draft.id)})/dimensionSetLines`;
    const lines = async () => (await list(`${path}?$orderby=code`)).map(({ code, valueCode }) => [code, valueCode]);
    expect(await lines()).to.deep.equal([['DEPARTMENT', 'PURCH']]);
    const added = await send(path, 'POST', { code: 'area', valueCode: 'west' }, 'buyer');
    expect([added.status, added.body.valueCode, added.body.parentType]).to.deep.equal([201, 'WEST', 'Purchase_x0020_Order']);
    expect((await erp.call(added.headers.get('location') ?? '', { as: 'buyer' })).body.valueCode).to.equal('WEST');
    expect((await call(`purchaseOrders(${String(draft.id)})`)).body.shortcutDimension1Code).to.equal('WEST');
    const [line] = await list(`purchaseOrders(${String(draft.id)})/purchaseOrderLines?$expand=dimensionSetLines($orderby=code)`);
    expect(line.dimensionSetLines.map(({ valueCode }: { valueCode: string }) => valueCode)).to.deep.equal(['WEST', 'PURCH']);
    const area = `${path}(${String(added.body.id)})`;
    expect((await send(area, 'PATCH', { valueId: await valueId('EAST') }, 'buyer')).body.valueCode).to.equal('EAST');
    expect((await send(path, 'POST', { code: 'AREA', valueCode: 'WEST' }, 'buyer')).status, 'twice').to.equal(400);
    expect(said(await send(area, 'PATCH', { valueCode: 'SALES' }, 'buyer'))).to.equal('The "valueCode" does not match to a Dimension Value.');
    const denied = await send(area, 'PATCH', { valueCode: 'WEST' }, 'sales-rep');
    expect(denied.status, 'who may not see the order').to.equal(403);
    expect((await send(area, 'DELETE', undefined, 'buyer')).status).to.equal(204);
    expect(await lines()).to.deep.equal([['DEPARTMENT', 'PURCH']]);
  });
});
