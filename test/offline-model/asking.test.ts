import { expect } from 'chai';
import { Conversation } from './conversation.ts';
import { agentTools } from './phrasings.ts';

const page = 'You may ask the agent "Purchase planner": It plans purchases.';
const tools = [...agentTools.sales, 'ask_agent'];

describe('The offline model that may ask another agent', () => {
  for (const says of ['Ask the purchase planner what we should reorder', 'please ask Purchase planner: what we should reorder']) {
    it(`asks it the whole question, and tells the answer as that agent’s: "${says}"`, () => {
      const turn = new Conversation(tools, { page }).say(says);
      expect(turn.batches).to.deep.equal([[{ name: 'ask_agent', arguments: { agent: 'Purchase planner', question: 'What we should reorder' } }]]);
      expect(turn.content).to.equal('The agent "Purchase planner" answers:\n\n**2 items** are short.');
    });
  }

  it('tells what became of what the other proposed, once that is decided', () => {
    const proposals = [
      { tool: 'create_purchase_order_draft', title: 'Order', status: 'committed', data: { orderNumber: 'PO-1', vendorNumber: 'V-1' } },
    ];
    const replyTo = () => ({ status: 'ok', agent: 'Purchase planner', answer: 'It waits.', proposals });
    const { content } = new Conversation(tools, { page, replyTo }).say('Ask the purchase planner to order');
    expect(content).to.match(/^Confirmed\. Draft purchase order \*\*PO-1\*\*/);
  });

  it('tells why it was refused', () => {
    const replyTo = () => ({ status: 'refused', message: 'A question goes through 2 agents at most.', remedy: 'Answer with what you have.' });
    expect(new Conversation(tools, { page, replyTo }).say('Ask the purchase planner what is short').content).to.include('2 agents at most');
  });

  it('asks nobody that it was not told of', () => {
    expect(
      new Conversation(tools, { page })
        .say('Ask the warehouse what is short')
        .batches.flat()
        .map(({ name }) => name),
    ).to.not.include('ask_agent');
  });
});
