/**
 * An agent is registered, reviewed, then active; an active one can be suspended and resumed; a retired
 * one stays retired. Only an active agent acts.
 */
export const lifecycles = ['registered', 'in-review', 'active', 'suspended', 'retired'] as const;
export type Lifecycle = (typeof lifecycles)[number];

const nextStates: Readonly<Record<Lifecycle, readonly Lifecycle[]>> = {
  registered: ['in-review', 'retired'],
  'in-review': ['active', 'registered', 'retired'],
  active: ['suspended', 'retired'],
  suspended: ['active', 'retired'],
  retired: [],
};

/** The states an agent may go to from here. */
export const lifecycleMoves = (from: Lifecycle): readonly Lifecycle[] => nextStates[from];

/** Whether the move exists. */
export const canMove = (from: Lifecycle, to: Lifecycle): boolean => nextStates[from].includes(to);
