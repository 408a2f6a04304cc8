import { randomUUID } from 'node:crypto';
import type { FeedRecord } from '../../src/contracts/log-feed.ts';
import { decisionWrites } from '../../src/features/audit/index.ts';
import { alderFinchTenant } from '../../src/demo/accounts.ts';
import { decisionOf } from '../database/attempt-rows.ts';
import { ApiWorld, type Answered } from '../http/api-world.ts';
import { LogRows } from '../log-page/log-rows.ts';

/** Where the feed is. */
export const feedPath = '/api/smartAgents/audit/v1.0/toolCallLogFeed';

/** The API with log rows that have positions. */
export class FeedWorld {
  private constructor(
    readonly api: ApiWorld,
    readonly rows: LogRows,
  ) {}

  static async open(): Promise<FeedWorld> {
    const api = await ApiWorld.open();
    return new FeedWorld(api, new LogRows(api));
  }

  /** Asks for a page as somebody who may read the log, each time as if a minute had gone by. */
  ask(query = '', headers: Readonly<Record<string, string>> = {}, user = 'SIEM'): Promise<Answered> {
    this.api.parts.clock.advance(60_000);
    return this.api.call(user, `${feedPath}${query === '' ? '' : `?${query}`}`, { headers });
  }

  /** The records of a page. */
  async records(query = ''): Promise<FeedRecord[]> {
    return (await this.ask(query)).json.records;
  }

  /** Writes a decision on a proposal. */
  async decide(user: string, at: string): Promise<void> {
    const { executionId } = await this.rows.run(user);
    const { id: subjectId } = await this.api.subject(user);
    const decision = { executionId, subjectId, decidedAt: at, approvalId: randomUUID() };
    await this.api.database.commit(decisionWrites(decisionOf(alderFinchTenant, decision)));
  }

  close(): Promise<void> {
    return this.api.close();
  }
}
