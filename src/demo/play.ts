import type { ApprovalView } from '../contracts/approvals.ts';
import type { PanelEvent } from '../contracts/panel-events.ts';
import type { ToolCallLogEntry } from '../contracts/tool-call-log.ts';
import { demoAccounts } from './accounts.ts';
import { SignedInClient, type Conversation } from './signed-in-client.ts';

/** One worked example as it was played. */
export interface Played {
  readonly title: string;
  readonly person: string;
  readonly agent: string;
  readonly question: string;
  readonly toolCalls: readonly { readonly tool: string; readonly subject: string; readonly result: string; readonly line: string }[];
  readonly decisions: readonly { readonly title: string; readonly decision: string; readonly message: string }[];
  readonly answer: string;
  readonly credits: string;
  readonly executionReference: string;
}

/** Everything the demo shows. */
export interface DemoRun {
  readonly examples: readonly Played[];
  readonly outbox: readonly { readonly to: string; readonly subject: string; readonly attachments: readonly string[] }[];
  readonly log: readonly ToolCallLogEntry[];
}

const accountOf = (userName: string): (typeof demoAccounts)[number] => {
  const account = demoAccounts.find((one) => one.userName === userName);
  if (!account) throw new Error(`There is no demo account ${userName}.`);
  return account;
};

type DataOf<Type extends PanelEvent['data']['type']> = Extract<PanelEvent['data'], { type: Type }>;

const dataOf = <Type extends PanelEvent['data']['type']>(events: readonly PanelEvent[], type: Type): DataOf<Type>[] =>
  events.flatMap(({ data }) => (data.type === type ? [data as DataOf<Type>] : []));

const toolCallsOf = (events: readonly PanelEvent[]): Played['toolCalls'] =>
  dataOf(events, 'tool.started').map((started) => {
    const finished = dataOf(events, 'tool.finished').find(({ toolCallId }) => toolCallId === started.toolCallId);
    return { tool: started.tool, subject: started.subject, result: finished?.result ?? 'running', line: finished?.line ?? '' };
  });

/** Confirms the first proposal, rejects the second, confirms the rest; each is decided by itself. */
const decideAll = async (conversation: Conversation, approvals: readonly ApprovalView[]): Promise<Played['decisions']> => {
  const decisions: Played['decisions'][number][] = [];
  for (const [index, approval] of approvals.entries()) {
    const decision = index === 1 ? 'reject' : 'confirm';
    const from = conversation.events.length;
    const { message } = await conversation.decide(
      approval,
      decision,
      decision === 'reject' ? 'We agreed on a payment plan by telephone.' : undefined,
    );
    if (index === approvals.length - 1) await conversation.settled(approval.turnId, from);
    decisions.push({ title: approval.preview.title, decision, message });
  }
  return decisions;
};

const play = async (client: SignedInClient, example: { title: string; person: string; agent: string; question: string }): Promise<Played> => {
  const conversation = await client.open(example.agent);
  try {
    const events = await conversation.say(example.question);
    const approvals = dataOf(events, 'approval.requested').map(({ approval }) => approval);
    const decisions = await decideAll(conversation, approvals);
    const shown = conversation.events;
    return {
      ...example,
      toolCalls: toolCallsOf(shown),
      decisions,
      answer: dataOf(shown, 'answer.completed').at(-1)?.text ?? '(no answer)',
      credits: dataOf(shown, 'turn.completed').at(-1)?.credits ?? '0',
      executionReference: dataOf(shown, 'turn.started')[0]?.executionReference ?? '',
    };
  } finally {
    conversation.close();
  }
};

/** Plays the two worked examples through a running program, as the people they are about. */
export const playDemo = async (url: string, password: string): Promise<DemoRun> => {
  const [clerk, buyer, auditor] = await Promise.all(
    ['CLARA', 'BEN', 'NOOR'].map((name) => SignedInClient.signIn(url, accountOf(name).email, password)),
  );
  if (!clerk || !buyer || !auditor) throw new Error('Not everyone could sign in.');
  const statements = await play(clerk, {
    title: 'Month-end statements',
    person: accountOf('CLARA').displayName,
    agent: 'Month-end statements',
    question: 'Prepare month-end statements for my overdue customers.',
  });
  const vendor = await play(buyer, {
    title: 'Vendor 360',
    person: accountOf('BEN').displayName,
    agent: 'Vendor 360',
    question: 'Show me everything about vendor V-1042 for the last six months and flag any patterns.',
  });
  const { value: drafts } = await clerk.get<{ value: { to: string; subject: string; attachments: { fileName: string }[] }[] }>('/api/v1/outbox');
  const references = [statements, vendor].map(({ executionReference }) => `executionReference eq '${executionReference}'`).join(' or ');
  const query = new URLSearchParams({ $filter: references, $orderby: 'attemptedAt asc' });
  const { value: log } = await auditor.get<{ value: ToolCallLogEntry[] }>(`/api/smartAgents/audit/v1.0/toolCallLogEntries?${query.toString()}`);
  return {
    examples: [statements, vendor],
    outbox: drafts.map(({ to, subject, attachments }) => ({ to, subject, attachments: attachments.map(({ fileName }) => fileName) })),
    log,
  };
};
