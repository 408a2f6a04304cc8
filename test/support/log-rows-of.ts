import type { ChatWorld } from './chat-world.ts';

/** One attempt with its outcome, as the tests of conversations look at it. */
export interface LoggedAttempt {
  readonly tool: string;
  readonly phase: string;
  readonly decision: string;
  readonly rule: string;
  readonly outcome: string | null;
  readonly dataScope: string | null;
}

/** Every attempt of a world, oldest first. */
export const attemptsOf = (world: ChatWorld): Promise<LoggedAttempt[]> =>
  world.sql<LoggedAttempt>(`SELECT a.tool, a.phase, a.decision, a."rule", o.outcome, o.dataScope FROM SmartAgentToolCallLog a
    LEFT JOIN SmartAgentToolCallOutcome o ON o.attemptId = a.id ORDER BY a.attemptedAt, a.phase DESC`);

/** The same in words, `phase decision outcome`; an attempt without an outcome is open. */
export const saidOf = async (world: ChatWorld): Promise<readonly string[]> =>
  (await attemptsOf(world)).map(({ phase, decision, outcome }) => `${phase} ${decision} ${outcome ?? 'open'}`);
