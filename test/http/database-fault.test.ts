import { expect } from 'chai';
import { plainReason } from '../../src/wiring/database-fault.ts';

describe('why a database does not work', () => {
  const told: readonly (readonly [string, string])[] = [
    ['database or disk is full', 'the disk is full'],
    ["Could not allocate space for object 'dbo.SmartAgentToolCallLog' because the 'PRIMARY' filegroup is full.", 'the disk is full'],
    ['attempt to write a readonly database', 'the database is read-only'],
    ['Failed to update database "sa" because the database is read-only.', 'the database is read-only'],
    ['database is locked', 'the database is locked'],
    ['Transaction (Process ID 57) was deadlocked on lock resources with another process', 'the database is locked'],
    ['The database connection is not open', 'the database does not answer'],
    ['Failed to connect to 10.0.0.7:1433 - connect ECONNREFUSED', 'the database does not answer'],
    ['disk I/O error', 'the disk does not work as it should'],
  ];
  for (const [own, plain] of told) {
    it(`is told in plain words: ${plain}`, () => {
      expect(plainReason(own)).to.equal(plain);
    });
  }

  it('is left to the log where nothing fits, whatever the text says', () => {
    const reason = plainReason('UNIQUE constraint failed: SmartAgentToolCallLog.id in /srv/data');
    expect(reason).to.equal("the program's log has the database's own words");
  });
});
