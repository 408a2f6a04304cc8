import { expect } from 'chai';
import { functionDefinition, shippedTools } from '../../src/features/tools/index.ts';
import { editDraft, editedArguments, editFields } from '../../src/web/approvals/edit-fields.ts';

const schemaOf = (name: string) => functionDefinition(shippedTools.find((tool) => tool.name === name)!).function.parameters;

describe('the values of a proposal that can be edited', () => {
  const args = { vendorNumber: 'V-1036', lines: [{ itemNumber: '1007', quantity: 2 }], requestedReceiptDate: '2026-12-01' };
  const fields = editFields(schemaOf('create_purchase_order_draft'), args);

  it('are those that the tool’s schema declares, each line’s apart', () => {
    expect(fields.map(({ label, kind, isRequired }) => [label, kind, isRequired])).to.deep.equal([
      ['Vendor number', 'text', true],
      ['Lines 1, item number', 'text', true],
      ['Lines 1, quantity', 'number', true],
      ['Requested receipt date', 'date', false],
    ]);
  });

  it('are sent as the tool takes them: what was not touched as it was, an emptied one left out', () => {
    const draft = { ...editDraft(fields, args), 'lines.0.quantity': '12.5', requestedReceiptDate: '' };
    expect(editedArguments(fields, args, draft)).to.deep.equal({ vendorNumber: 'V-1036', lines: [{ itemNumber: '1007', quantity: 12.5 }] });
    expect(editedArguments(fields, args, editDraft(fields, args))).to.deep.equal(args);
  });

  it('stay text where a number is none, for the server to say so; a required one is sent empty', () => {
    const draft = { ...editDraft(fields, args), 'lines.0.quantity': 'a few', vendorNumber: '' };
    expect(editedArguments(fields, args, draft)).to.deep.include({ vendorNumber: '', lines: [{ itemNumber: '1007', quantity: 'a few' }] });
  });

  it('are choices, switches and long texts where the schema says so, and nothing where it says it in a way of its own', () => {
    const schema = {
      type: 'object',
      properties: {
        kind: { type: 'string', enum: ['Item', 'Resource'] },
        urgent: { type: 'boolean' },
        body: { type: 'string', maxLength: 4000 },
        amount: { type: 'string' },
        either: { anyOf: [{ type: 'string' }, { type: 'null' }] },
      },
    };
    const all = editFields(schema, {});
    expect(all.map(({ kind, choices }) => [kind, choices.length])).to.deep.equal([
      ['choice', 2],
      ['flag', 0],
      ['long-text', 0],
      ['text', 0],
    ]);
    expect(editedArguments(all, {}, { ...editDraft(all, {}), urgent: 'true', amount: '10.50' })).to.deep.equal({ urgent: true, amount: '10.50' });
  });
});
