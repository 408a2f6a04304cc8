import { textOf } from '../json-row.ts';
import { asText } from '../render/format.ts';
import { committed, explainCall } from '../render/outcome.ts';
import type { ReleaseGoal } from '../understand/goal.ts';
import { cannotAnswer } from './plain-answers.ts';
import { callOf, doneCall, say } from './scene.ts';
import type { Scene, Step } from './scene.ts';

const release = 'release_purchase_order';

/** Asks for the number: an order is released by nothing else, though the one made last is named. */
const whichOrder = (scene: Scene): Step => {
  const last = scene.memory.calls
    .filter(({ tool }) => tool === 'create_purchase_order_draft')
    .map(({ result }) => textOf(result.data, 'orderNumber'))
    .findLast((number) => number !== '');
  const made = last === undefined ? '' : ` The one made last here is ${asText(last)}.`;
  return say(`An order is released by its number.${made} Which purchase order shall I release?`);
};

/** Plans the release of purchase orders, one call for each. What comes of it, released or sent for approval, is the ERP's to say. */
export const planRelease = (goal: ReleaseGoal, scene: Scene): Step => {
  if (!scene.tools.has(release)) return cannotAnswer(scene, 'releasing purchase orders');
  if (goal.orders.length === 0) return whichOrder(scene);
  const calls = goal.orders.flatMap((orderNumber) => callOf(scene, release, { orderNumber }) ?? []);
  if (calls.length === 0) return cannotAnswer(scene, 'releasing purchase orders');
  const left = calls.filter((call) => doneCall(scene, call) === undefined);
  if (left.length > 0) return { kind: 'calls', calls: left };
  const done = calls.flatMap((call) => doneCall(scene, call) ?? []);
  return say(...done.map((call) => (call.result.status === 'committed' ? committed(call.tool, call.result) : explainCall(call))));
};
