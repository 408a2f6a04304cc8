/**
 * Several programs may work on one database: each is a node, with an id of its own for as long as its process lives, and
 * says every few seconds that it is there. What runs bears the id of the node that is at it. A node that said nothing for
 * too long, or that said goodbye, is gone, and what it was at is taken up by another. Gone is final: a node that was
 * declared gone and turns out to live comes back under another id, and is at nothing any more.
 */

/** How often a node says that it is there, in milliseconds. */
export const nodeBeatMillis = 5_000;
/** A node that was not seen for this long is gone, in milliseconds; two statements that time out in between do not matter. */
export const nodeGoneMillis = 40_000;

/** Whether a node that was last seen then counts as gone now. */
export const isNodeOverdue = (seenAt: Date, now: Date): boolean => now.getTime() - seenAt.getTime() > nodeGoneMillis;

/** Whose a piece of work is, as one node sees it. */
export interface WorkAt {
  /** The node that is at it, as it is written on it; null where none is. */
  readonly nodeId: string | null;
  readonly own: string;
  readonly others: ReadonlySet<string>;
}

/** `none`: nobody's; `own`: this node's; `other`: of another that lives; `gone`: of one that is gone. */
export type WorkOwner = 'none' | 'own' | 'other' | 'gone';

/** Whose a piece of work is. What is of another node that lives is nobody else's to look after. */
export const workOwner = ({ nodeId, own, others }: WorkAt): WorkOwner => {
  if (nodeId === null) return 'none';
  if (nodeId === own) return 'own';
  return others.has(nodeId) ? 'other' : 'gone';
};
