import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { ApprovalView } from '../../src/contracts/approvals.ts';
import type { PanelEvent } from '../../src/contracts/panel-events.ts';
import type { ToolCallLogEntry } from '../../src/contracts/tool-call-log.ts';
import { alderFinchTenant } from '../../src/demo/accounts.ts';
import { SignedInClient, type Conversation } from '../../src/demo/signed-in-client.ts';
import { ProgramProcess } from './program-process.ts';
import { ScriptedEndpoint } from './scripted-endpoint.ts';
import { copySeededErp } from './seeded-erp.ts';

const logPath = '/api/smartAgents/audit/v1.0/toolCallLogEntries';

/** The data of the events of one type. */
export const dataOf = <Type extends PanelEvent['data']['type']>(
  events: readonly PanelEvent[],
  type: Type,
): Extract<PanelEvent['data'], { type: Type }>[] =>
  events.flatMap(({ data }) => (data.type === type ? [data as Extract<PanelEvent['data'], { type: Type }>] : []));

/** The proposal that a conversation shows last. */
export const lastProposal = (conversation: Conversation): ApprovalView => {
  const requested = dataOf(conversation.events, 'approval.requested').at(-1);
  if (!requested) throw new Error(`Nothing was proposed: ${JSON.stringify(conversation.events.map(({ data }) => data))}`);
  return requested.approval;
};

/** The real program with the demo organisations and a scripted model, in a folder of its own. */
export class ProgramWorld {
  private constructor(
    readonly folder: string,
    readonly endpoint: ScriptedEndpoint,
    private readonly environment: Readonly<Record<string, string>>,
    public program: ProgramProcess,
  ) {}

  /** `erpBaseUrl`: an ERP outside of the program; without it the embedded one is filled with the demo data. */
  static async start(erpBaseUrl?: string): Promise<ProgramWorld> {
    const folder = mkdtempSync(join(tmpdir(), 'smart-agents-program-'));
    const endpoint = await ScriptedEndpoint.start();
    const outside: Record<string, string> = erpBaseUrl === undefined ? {} : { BC_BASE_URL: erpBaseUrl };
    if (erpBaseUrl === undefined) await copySeededErp(folder);
    const environment = { OPENAI_BASE_URL: endpoint.baseUrl, OPENAI_API_KEY: 'test', ...outside };
    return new ProgramWorld(folder, endpoint, environment, await ProgramProcess.start({ dataDir: folder, environment }));
  }

  /** `kill -9`, and a new start on the same data and port. */
  async killAndRestart(): Promise<void> {
    const { port } = this.program;
    await this.program.kill();
    this.program = await ProgramProcess.start({ dataDir: this.folder, port, environment: this.environment });
  }

  signIn(firstName: string): Promise<SignedInClient> {
    return SignedInClient.signIn(this.program.url, `${firstName}@alderfinch.example`, 'demo');
  }

  /** The log's rows that a filter finds, oldest first, as a person reads them. */
  async log(reader: SignedInClient, filter: string): Promise<readonly ToolCallLogEntry[]> {
    const query = new URLSearchParams({ $filter: filter, $orderby: 'attemptedAt asc' });
    return (await reader.get<{ value: ToolCallLogEntry[] }>(`${logPath}?${query.toString()}`)).value;
  }

  /** The same rows as CSV text. */
  async csv(reader: SignedInClient, filter: string): Promise<string> {
    const answer = await reader.request(`${logPath}?${new URLSearchParams({ $filter: filter }).toString()}`, { headers: { accept: 'text/csv' } });
    return answer.text();
  }

  /** Works in the ERP's own database, behind everyone's back. */
  inErp<Result>(work: (db: Database.Database) => Result, folder = this.folder): Result {
    const db = new Database(join(folder, `erp-${alderFinchTenant}.sqlite`), { timeout: 5000 });
    try {
      return work(db);
    } finally {
      db.close();
    }
  }

  async close(): Promise<void> {
    await this.program.stop();
    await this.endpoint.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
