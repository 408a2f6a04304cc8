import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { ChatWorld } from './chat-world.ts';

/** Mends what was broken. */
export type Mend = () => Promise<void>;

/** A way the log's store can fail; `runs`: it fails so late that the tool has run already. */
export interface StoreFault {
  readonly what: string;
  readonly runs?: true;
  readonly breakIt: (world: ChatWorld) => Promise<Mend>;
}

/** Uses up what is free inside the file's pages. */
export const fillUp = async (world: ChatWorld): Promise<void> => {
  for (const size of [100_000, 1_000, 10]) {
    for (let isFull = false; !isFull;) {
      isFull = await world.sql(`INSERT INTO ProgramKey VALUES (?, ?, '2026')`, [crypto.randomUUID(), 'x'.repeat(size)]).then(
        () => false,
        () => true,
      );
    }
  }
};

const trigger = (table: string) => async (world: ChatWorld) => {
  await world.sql(`CREATE TRIGGER broken BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'no'); END`);
  return async () => void (await world.sql('DROP TRIGGER broken'));
};

/** What another process does that takes the write lock, says so, and keeps it until its input ends. */
const locker = `
  const Database = require('better-sqlite3');
  const db = new Database(process.argv[1]);
  db.exec('BEGIN IMMEDIATE');
  process.stdout.write('locked');
  process.stdin.resume().on('end', () => { db.exec('ROLLBACK'); process.exit(0); });
`;

/** Every way the store can fail that a test can bring about on a real file. */
export const storeFaults: readonly StoreFault[] = [
  { what: 'the insert is refused', breakIt: trigger('SmartAgentToolCallLog') },
  {
    what: 'the commit fails',
    breakIt: async (world) => {
      await world.sql('CREATE TABLE Orphan (id INTEGER REFERENCES SmartAgentToolCallLog (id) DEFERRABLE INITIALLY DEFERRED)');
      await world.sql('CREATE TRIGGER broken AFTER INSERT ON SmartAgentToolCallLog BEGIN INSERT INTO Orphan VALUES (1); END');
      return async () => {
        await world.sql('DROP TRIGGER broken');
        await world.sql('DROP TABLE Orphan');
      };
    },
  },
  {
    what: 'the disk is full',
    breakIt: async (world) => {
      const [pages] = await world.sql<{ page_count: number }>('PRAGMA page_count');
      await world.sql(`PRAGMA max_page_count = ${pages?.page_count ?? 1}`);
      await fillUp(world);
      // What the log's own pages still hold is used up by rows of its own.
      while (world.core.log.state.available) await world.core.gap.record();
      return async () => void (await world.sql('PRAGMA max_page_count = 1073741823'));
    },
  },
  {
    what: 'another process holds the lock',
    breakIt: async (world) => {
      await world.sql('PRAGMA busy_timeout = 20');
      const other = spawn(process.execPath, ['-e', locker, join(world.folder, 'world.sqlite')], { stdio: ['pipe', 'pipe', 'inherit'] });
      await once(other.stdout, 'data');
      return async () => {
        const gone = once(other, 'exit');
        other.stdin.end();
        await gone;
      };
    },
  },
  {
    what: 'the file is gone',
    breakIt: async ({ folder }) => {
      const file = join(folder, 'world.sqlite');
      renameSync(file, `${file}.elsewhere`);
      return async () => renameSync(`${file}.elsewhere`, file);
    },
  },
  {
    what: 'the database is read-only',
    breakIt: async (world) => {
      await world.sql('PRAGMA query_only = ON');
      return async () => void (await world.sql('PRAGMA query_only = OFF'));
    },
  },
  { what: 'the outcome is refused', runs: true, breakIt: trigger('SmartAgentToolCallOutcome') },
];
