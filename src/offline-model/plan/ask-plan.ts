import { envelopeOf } from '../envelope.ts';
import { textOf } from '../json-row.ts';
import { asText } from '../render/format.ts';
import { commentOn, explainCall } from '../render/outcome.ts';
import type { DoneCall } from '../transcript.ts';
import type { AskAgentGoal } from '../understand/goal.ts';
import { cannotAnswer } from './plain-answers.ts';
import { callOf, doneCall, say } from './scene.ts';
import type { Scene, Step } from './scene.ts';

/** What became of the changes the other agent proposed; those that still wait are told by its own answer. */
const decided = ({ result }: DoneCall): readonly string[] =>
  result.proposals
    .filter((proposal) => textOf(proposal, 'status') !== 'awaiting_approval')
    .map((proposal) =>
      commentOn(
        { approvalId: textOf(proposal, 'approvalId'), tool: textOf(proposal, 'tool'), result: envelopeOf(proposal) },
        asText(textOf(proposal, 'title')),
      ),
    );

/** Asks the other agent, and tells its answer as its own. */
export const planAsking = (goal: AskAgentGoal, scene: Scene): Step => {
  const call = callOf(scene, 'ask_agent', { agent: goal.agent, question: goal.question });
  if (call === undefined) return cannotAnswer(scene, 'asking other agents');
  const done = doneCall(scene, call);
  if (done === undefined) return { kind: 'calls', calls: [call] };
  if (done.result.status !== 'ok') return say(explainCall(done), ...decided(done));
  const comments = decided(done);
  return comments.length > 0 ? say(...comments) : say(`The agent "${asText(goal.agent)}" answers:`, done.result.answer);
};
