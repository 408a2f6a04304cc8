import type { CrashWorld } from './crash-world.ts';

/** What must find nothing, whatever was killed when. Each is told with the sentence it breaks. */
const checks: Readonly<Record<string, string>> = {
  'an attempt came to no outcome': `
    SELECT a.id, a.tool, a.phase FROM SmartAgentToolCallLog a
    WHERE a.decision IN ('run', 'ask') AND NOT EXISTS (SELECT 1 FROM SmartAgentToolCallOutcome o WHERE o.attemptId = a.id)`,
  'an attempt came to two outcomes': `SELECT attemptId FROM SmartAgentToolCallOutcome GROUP BY attemptId HAVING COUNT(*) > 1`,
  'a change is being made for ever': `SELECT id, tool, state FROM SmartAgentApproval WHERE state = 'committing'`,
  'nobody knows whether a change was made': `SELECT id, tool, state FROM SmartAgentApproval WHERE state = 'unknown'`,
  'nobody was told how a change ended': `SELECT id, tool, state FROM SmartAgentApproval WHERE untold = 1`,
  'a turn runs for ever': `SELECT id, phase FROM SmartAgentTurn WHERE phase IN ('model', 'tools')`,
  'a turn waits for nobody': `
    SELECT t.id, t.state FROM SmartAgentTurn t WHERE t.phase = 'waiting'
    AND NOT EXISTS (SELECT 1 FROM SmartAgentApproval p WHERE p.turnId = t.id AND p.state = 'pending')`,
  'a run runs for ever': `SELECT id, reference FROM SmartAgentExecution WHERE status = 'running'`,
  'a run waits for nobody': `
    SELECT e.id, e.reference FROM SmartAgentExecution e WHERE e.status = 'waiting'
    AND NOT EXISTS (SELECT 1 FROM SmartAgentApproval p WHERE p.executionId = e.id AND p.state = 'pending')`,
  'a request was never answered': `SELECT id, action FROM SmartAgentActionRequest WHERE sealedAnswer IS NULL AND sealedOutcome IS NULL`,
};

/** Everything that is not as it has to be, as sentences; also where the ERP and the proposals tell different stories. */
export const faultsOf = (world: CrashWorld): string[] => {
  const found = Object.entries(checks).flatMap(([sentence, sql]) => world.rows(sql).map((row) => `${sentence}: ${JSON.stringify(row)}`));
  const committed = world.rows<{ effectKey: string }>(`SELECT effectKey FROM SmartAgentApproval WHERE state = 'committed' ORDER BY effectKey`);
  const [made, told] = [world.effects().join(' '), committed.map(({ effectKey }) => effectKey).join(' ')];
  return made === told ? found : [...found, `the ERP has the effects ${made}, but those that were made are ${told}`];
};
