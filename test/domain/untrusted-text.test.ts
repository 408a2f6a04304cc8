import { expect } from 'chai';
import fc from 'fast-check';
import { decideToolCall } from '../../src/domain/tool-call.ts';
import { anyFacts, write } from './any-facts.ts';

describe('text that outsiders wrote, in the decision on a write', () => {
  const told: readonly [string, readonly string[] | undefined, string][] = [
    ['as far as it is known', undefined, 'The conversation has read text that outsiders wrote.'],
    ['by field', ['supportCases.description'], 'The conversation has read text that outsiders wrote (description of support cases).'],
    [
      'by entity set where there are several',
      ['supportCases.subject', 'vendorEntries.description', 'supportCases.description2'],
      'The conversation has read text that outsiders wrote (subject and description 2 of support cases, description of vendor entries).',
    ],
  ];
  for (const [how, untrustedFields, message] of told) {
    it(`says where outsiders’ text came from, ${how}`, () => {
      const decision = decideToolCall(write({ untrustedText: true, ...(untrustedFields && { untrustedFields }) }));
      expect(decision.basis.map((basis) => basis.message)).to.deep.equal([message]);
    });
  }

  it('never runs a write without a person after outsiders’ text', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const decision = decideToolCall({ ...facts, untrustedText: true });
        if (decision.kind === 'run' && facts.phase !== 'read') expect(facts.approval?.state).to.equal('confirmed');
      }),
      { numRuns: 5_000 },
    );
  });
});
