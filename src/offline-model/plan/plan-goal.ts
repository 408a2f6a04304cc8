import { arrange } from '../render/arrange.ts';
import { listing } from '../render/list.ts';
import { recapAnswer } from '../render/decision-answer.ts';
import { isKnownTool } from '../tool-catalog.ts';
import type { Goal } from '../understand/goal.ts';
import { planContract } from './contract-plan.ts';
import { planAsking } from './ask-plan.ts';
import { planCorrespondence } from './correspond-plan.ts';
import { cannotAnswer, consentAnswer, greetAnswer, helpAnswer, unclearAnswer } from './plain-answers.ts';
import { planPurchase } from './purchase-plan.ts';
import { planRead } from './read-plan.ts';
import { planRelease } from './release-plan.ts';
import { say } from './scene.ts';
import type { Scene, Step } from './scene.ts';

/** The rows of the last list that its answer had no room for. */
const moreRows = (scene: Scene): Step => {
  const last = scene.memory.calls.findLast((call) => isKnownTool(call.tool) && call.result.status === 'ok');
  const goal = scene.memory.goal;
  if (last === undefined || goal === undefined || !isKnownTool(last.tool)) return unclearAnswer(scene);
  const { rows } = arrange(last.tool, last.result.data, goal);
  return rows.length > scene.memory.shownRows
    ? say(listing(last.tool, rows, scene.memory.shownRows))
    : say('That was the whole list; there is nothing more to show.');
};

/** The next step towards a goal, given what the turn has brought so far. */
export const planGoal = (goal: Goal, scene: Scene): Step => {
  switch (goal.kind) {
    case 'read':
      return planRead(goal, scene);
    case 'correspond':
      return planCorrespondence(goal, scene);
    case 'purchase':
      return planPurchase(goal, scene);
    case 'release':
      return planRelease(goal, scene);
    case 'contract':
      return planContract(goal, scene);
    case 'ask-agent':
      return planAsking(goal, scene);
    case 'cannot':
      return cannotAnswer(scene, goal.capability);
    case 'recap':
      return say(recapAnswer(scene.memory.calls, scene.memory.known));
    case 'more':
      return moreRows(scene);
    case 'greet':
      return greetAnswer(scene);
    case 'help':
      return helpAnswer(scene);
    case 'thanks':
      return say('You are welcome.');
    case 'drop':
      return say('All right, nothing has been done.');
    case 'consent':
      return consentAnswer();
    case 'unclear':
      return unclearAnswer(scene);
  }
};
