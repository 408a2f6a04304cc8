import { asText, listed } from '../render/format.ts';
import { knownTools } from '../tool-catalog.ts';
import type { Toolbox } from '../toolbox.ts';
import { say } from './scene.ts';
import type { Scene, Step } from './scene.ts';

/** What the tools of a request allow, as the end of the sentence `I can …`. */
const abilities = (tools: Toolbox): string => {
  const own = tools.usable.map((name) => knownTools[name].does);
  const others =
    tools.others.length === 0
      ? ''
      : `This agent also has ${listed(tools.others.map(({ name }) => `"${asText(name)}"`))}, which the offline model does not know how to use.`;
  const can =
    own.length === 0
      ? 'There is nothing I can look up or prepare here: this agent has no tool that I know how to use.'
      : `With this agent's tools I can ${listed(own)}.`;
  return others === '' ? can : `${can} ${others}`;
};

/** Says that the agent has no tool for something, and what it has tools for. */
export const cannotAnswer = (scene: Scene, capability: string): Step =>
  say(`This agent has no tool for ${capability}, so nothing has been done.`, abilities(scene.tools));

/** Asks back, naming what could be done. */
export const unclearAnswer = (scene: Scene): Step => say('I did not understand that.', abilities(scene.tools), 'What would you like to know?');

/** Says what the agent can do. */
export const helpAnswer = (scene: Scene): Step =>
  say(
    'I am the offline model: I follow plain rules and answer from what the ERP returns, nothing else.',
    abilities(scene.tools),
    'You can name a customer, vendor, item or document by number or name, and a period such as "since June" or "last six months".',
  );

/** Answers a greeting. */
export const greetAnswer = (scene: Scene): Step => say('Hello. ' + abilities(scene.tools), 'What would you like to know?');

/** Declines to confirm on the user's behalf or to leave its limits. */
export const consentAnswer = (): Step =>
  say(
    "I cannot do that. I work under your own rights and with this agent's tools only; whatever writes something is shown to you as a preview, and only you can confirm or reject it. No wording changes that.",
  );
