import type { ToolContext } from '../tool.ts';

/** Length of a line's description in Business Central. */
const descriptionLength = 100;

/**
 * The comment line of a document that an agent wrote: the agent's label, and the effect's key, by which the
 * document is found again after a crash. The key is never cut; the label is, where both do not fit.
 */
export const effectComment = ({ agentLabel, effectKey }: Pick<ToolContext, 'agentLabel' | 'effectKey'>): string => {
  const key = ` [${effectKey}]`;
  const room = descriptionLength - key.length;
  return (agentLabel.length <= room ? agentLabel : `${agentLabel.slice(0, Math.max(0, room - 1))}…`) + key;
};

/** Whether a document's line carries this effect's key. */
export const carriesEffect = (description: string, effectKey: string): boolean => description.endsWith(`[${effectKey}]`);
