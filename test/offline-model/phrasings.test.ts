import { expect } from 'chai';
import { Conversation } from './conversation.ts';
import type { MadeCall } from './conversation.ts';
import { contractPhrasings } from './contract-phrasings.ts';
import { agentTools, phrasings } from './phrasings.ts';
import type { Phrasing } from './phrasings.ts';
import { releasePhrasings } from './release-phrasings.ts';

const wording = new Set(['subject', 'message']);

/** A call without the wording of an email, which is left free. */
const shape = ({ name, arguments: args }: MadeCall): unknown => [name, Object.fromEntries(Object.entries(args).filter(([key]) => !wording.has(key)))];

/** A test for each phrasing: its calls, and what its answer says and does not. */
const describePhrasings = (cases: readonly Phrasing[]): void => {
  for (const phrasing of cases) {
    const said = [...(phrasing.after ?? []), phrasing.says].map((text) => `"${text}"`).join(', then ');
    it(`${phrasing.agent}: ${said}`, () => {
      const conversation = new Conversation(agentTools[phrasing.agent], { page: phrasing.page });
      for (const earlier of phrasing.after ?? []) conversation.say(earlier);
      const turn = conversation.say(phrasing.says);
      expect(
        turn.batches.map((batch) => batch.map(shape)),
        turn.content,
      ).to.deep.equal(phrasing.calls);
      for (const pattern of phrasing.answer) expect(turn.content).to.match(pattern);
      for (const pattern of phrasing.never ?? []) expect(turn.content).not.to.match(pattern);
    });
  }
};

describe('The offline model understands the fifty phrasings written before it was built', () => {
  it('has fifty of them', () => expect(phrasings).to.have.length(50));

  describePhrasings(phrasings);
});

describe('The offline model understands what is said about contracts, to an agent that is for them and to others', () => {
  describePhrasings(contractPhrasings);
});

describe('The offline model understands what is said about releasing an order, to an agent that may ask for it and to another', () => {
  describePhrasings(releasePhrasings);
});
