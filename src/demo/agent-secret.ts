import { readConfig } from '../config.ts';
import type { AgentView } from '../contracts/admin.ts';
import type { NewCredential } from '../contracts/agent-credentials.ts';
import type { DelegationView } from '../contracts/delegations.ts';
import { describeError } from '../kernel/errors.ts';
import { demoAgentName } from './accounts.ts';
import { SignedInClient } from './signed-in-client.ts';

/*
 * `npm run demo:agent`: makes the demo's external agent a secret, as its admin does on the agent's page, and prints what its
 * operator is handed, as assignments for a shell. `--url URL` names a program that runs elsewhere.
 */

const given = process.argv.indexOf('--url');
const config = readConfig();
const url = (given < 0 ? `http://127.0.0.1:${config.PORT}` : (process.argv[given + 1] ?? '')).replace(/\/$/, '');

try {
  const admin = await SignedInClient.signIn(url, 'adele@alderfinch.example', config.DEMO_PASSWORD);
  const { value: agents } = await admin.get<{ value: AgentView[] }>('/api/v1/admin/agents');
  const agent = agents.find(({ name }) => name === demoAgentName);
  if (!agent) throw new Error(`there is no agent "${demoAgentName}"; a demo that was made before it was there has none`);
  const { value: delegations } = await admin.get<{ value: DelegationView[] }>('/api/v1/delegations');
  const delegation = delegations.find((one) => one.agent.id === agent.id && one.state === 'active');
  const { credential, secret } = await admin.post<NewCredential>(`/api/v1/admin/agents/${agent.id}/credentials`, { kind: 'secret' });
  process.stdout.write(`CLIENT_ID=${credential.clientId} CLIENT_SECRET=${secret ?? ''} DELEGATION_ID=${delegation?.id ?? ''}\n`);
} catch (error) {
  process.stderr.write(`No secret was made at ${url}: ${describeError(error)}\n`);
  process.exitCode = 1;
}
