import { expect } from 'chai';
import { createToolRegistry, functionDefinition, shippedTools } from '../../src/features/tools/index.ts';
import { annotatedSchema } from '../../src/features/tools/json-schema.ts';

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly redact?: unknown;
  readonly additionalProperties?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** Every schema inside a schema, with its path. */
const walk = (schema: Schema, path = ''): [string, Schema][] => [
  [path, schema],
  ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => walk(inner, `${path}.${name}`)),
  ...(schema.items ? walk(schema.items, `${path}[]`) : []),
];

describe('the shipped tools', () => {
  it('are those of the contract: most look, three write drafts, two bind, one asks another agent', () => {
    expect(shippedTools.map((tool) => [tool.name, tool.kind, tool.operation])).to.deep.equal([
      ['read_customer', 'read', 'read'],
      ['read_sales_invoices', 'read', 'read'],
      ['format_statement', 'read', 'read'],
      ['draft_email', 'write', 'create'],
      ['read_vendor', 'read', 'read'],
      ['read_purchase_orders', 'read', 'read'],
      ['read_purchase_receipts', 'read', 'read'],
      ['read_vendor_ledger_entries', 'read', 'read'],
      ['read_vendor_payments', 'read', 'read'],
      ['read_support_cases', 'read', 'read'],
      ['read_items', 'read', 'read'],
      ['find_items_below_reorder_point', 'read', 'read'],
      ['create_purchase_order_draft', 'write', 'create'],
      ['release_purchase_order', 'write', 'action'],
      ['find_contracts_near_renewal', 'read', 'read'],
      ['read_contract', 'read', 'read'],
      ['prepare_contract_renewal', 'write', 'create'],
      ['submit_contract_renewal', 'write', 'action'],
      ['ask_agent', 'ask', 'read'],
    ]);
    const binding = shippedTools.filter((tool) => tool.kind === 'write' && tool.commitment === 'binding');
    expect(binding.map((tool) => tool.name)).to.deep.equal(['release_purchase_order', 'submit_contract_renewal']);
  });

  for (const tool of shippedTools) {
    it(`${tool.name} explains every argument to the model and refuses others, at every level`, () => {
      const schemas = walk(functionDefinition(tool).function.parameters);
      for (const [path, schema] of schemas) {
        if (schema.type === 'object') expect(schema.additionalProperties, path).to.equal(false);
        else expect(schema.description, path).to.be.a('string').and.not.equal('');
      }
      expect(tool.args.safeParse({ ...Object.fromEntries(schemas.map(([path]) => [path, 1])), colour: 'red' }).success).to.equal(false);
    });

    it(`${tool.name} says of every argument what the log keeps of it`, () => {
      const leaves = walk(annotatedSchema(tool) as Schema).filter(([, { type }]) => type !== 'object' && type !== 'array');
      for (const [path, { redact }] of leaves) expect(redact, path).to.be.oneOf(['keep', 'hash', 'mask', 'number']);
    });

    it(`${tool.name} shows the model no annotation of ours`, () => {
      expect(JSON.stringify(functionDefinition(tool))).not.to.match(/redact|\$schema/);
    });
  }

  it('build the definition once', () => {
    expect(functionDefinition(shippedTools[0]!)).to.equal(functionDefinition(shippedTools[0]!));
  });

  it('refuse a period that ends before it starts', () => {
    for (const tool of shippedTools.filter((one) => 'from' in ((functionDefinition(one).function.parameters as Schema).properties ?? {}))) {
      const result = tool.args.safeParse({ vendorNumber: 'V', customerNumber: undefined, from: '2026-02-01', to: '2026-01-31' });
      expect(JSON.stringify(result.error?.issues ?? []), tool.name).to.include('must not be before');
    }
  });

  it('are found by name, and a name nobody gave finds nothing', () => {
    const registry = createToolRegistry(shippedTools);
    expect(registry.get('read_items')?.title).to.equal('Read items');
    for (const name of ['', 'constructor', '__proto__', 'post_invoice']) expect(registry.get(name)).to.equal(undefined);
    expect(() => createToolRegistry([shippedTools[0]!, shippedTools[0]!])).to.throw(TypeError);
  });
});
