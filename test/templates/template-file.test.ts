import { expect } from 'chai';
import { fileURLToPath } from 'node:url';
import { loadTemplateFiles } from '../../src/features/templates/load-template-files.ts';
import { parseTemplateFile } from '../../src/features/templates/template-file.ts';
import { shippedTools } from '../../src/features/tools/index.ts';
import { AppError } from '../../src/kernel/errors.ts';

const folder = fileURLToPath(new URL('../../templates/', import.meta.url));
const toolNames = new Set(shippedTools.map((tool) => tool.name));

const good = `
key: sample
name: Sample
description: For the test.
version: 1
tier: smart
autonomy: ask
suggestions: []
instructions: Look, do not guess.
toolLinks:
  - { tool: read_vendor, allowedOperations: [read] }
`;

const refusal = (text: string, fileName = 'sample.yaml'): AppError => {
  try {
    parseTemplateFile(fileName, text, toolNames);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('The file was accepted.');
};

describe('template files', () => {
  it('ship four templates with exactly the tools they promise', async () => {
    const templates = await loadTemplateFiles(folder, toolNames);
    expect(Object.fromEntries(templates.map((one) => [one.key, one.toolLinks.map((link) => link.tool)]))).to.deep.equal({
      'contract-renewal': [
        ...['find_contracts_near_renewal', 'read_contract', 'read_vendor', 'read_purchase_orders', 'read_purchase_receipts'],
        ...['prepare_contract_renewal', 'submit_contract_renewal'],
      ],
      'purchase-planner': [
        'find_items_below_reorder_point',
        'read_items',
        'read_vendor',
        'read_purchase_orders',
        'read_support_cases',
        'create_purchase_order_draft',
        'release_purchase_order',
      ],
      'sales-invoice-manager': ['read_customer', 'read_sales_invoices', 'read_support_cases', 'format_statement', 'draft_email', 'ask_agent'],
      'vendor-360-view': [
        'read_vendor',
        'read_purchase_orders',
        'read_purchase_receipts',
        'read_vendor_ledger_entries',
        'read_vendor_payments',
        'read_support_cases',
      ],
    });
  });

  it('let only the sales invoice manager ask others, and name whom by templates that ship', async () => {
    const templates = await loadTemplateFiles(folder, toolNames);
    const asking = templates.flatMap(({ key, toolLinks }) =>
      toolLinks.filter(({ tool }) => tool === 'ask_agent').map(({ agents }) => ({ key, agents })),
    );
    expect(asking).to.deep.equal([{ key: 'sales-invoice-manager', agents: ['purchase-planner', 'vendor-360-view'] }]);
    expect(templates.map(({ key }) => key)).to.include.members(asking[0]?.agents ?? []);
  });

  it('give a link of a shipped template exactly the operation its tool has', async () => {
    const operationOf = new Map(shippedTools.map((tool) => [tool.name, tool.operation]));
    for (const template of await loadTemplateFiles(folder, toolNames)) {
      for (const link of template.toolLinks)
        expect(link.allowedOperations, `${template.key} ${link.tool}`).to.deep.equal([operationOf.get(link.tool)]);
    }
  });

  it('leave ask and the row limit to others where a link does not say', () => {
    expect(parseTemplateFile('sample.yaml', good, toolNames).toolLinks).to.deep.equal([
      { tool: 'read_vendor', ask: false, rowLimit: null, allowedOperations: ['read'] },
    ]);
  });

  const faults: readonly (readonly [string, string, string])[] = [
    ['a tool that does not exist', good.replace('read_vendor', 'post_everything'), 'toolLinks[0].tool'],
    ['a tool linked twice', `${good}  - { tool: read_vendor, allowedOperations: [read] }\n`, 'toolLinks[1].tool'],
    ['a field nobody knows', `${good}colour: red\n`, '(file)'],
    ['an autonomy nobody knows', good.replace('autonomy: ask', 'autonomy: always'), 'autonomy'],
    ['a missing version', good.replace('version: 1', ''), 'version'],
    ['a key that is not the file name', good.replace('key: sample', 'key: other'), 'key'],
    ['text that is not YAML', 'key: [', 'line 1'],
    ['an empty file', '', '(file)'],
  ];
  for (const [what, text, field] of faults) {
    it(`are refused for ${what}, naming file, field and remedy`, () => {
      const error = refusal(text);
      expect(error.message).to.include('sample.yaml');
      expect(error.fields.map((one) => one.field)).to.include(field);
      expect(error.remedy).to.include(field).and.to.include('sample.yaml');
    });
  }
});
