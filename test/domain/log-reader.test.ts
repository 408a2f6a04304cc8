import { expect } from 'chai';
import { decideReaderToken, readerObstacle } from '../../src/domain/log-reader.ts';

const reader = { endedAt: null };
const removed = { endedAt: '2026-03-01T10:00:00.000Z' };

describe('a log reader', () => {
  it('is heard while it is there and its credential is live', () => {
    expect(readerObstacle(reader, { state: 'live' })).to.equal(null);
    expect(readerObstacle(reader, null)).to.equal(null);
    expect(readerObstacle(null, { state: 'live' })).to.equal('There is no such log reader.');
    expect(readerObstacle(removed, { state: 'live' })).to.equal('The log reader was removed.');
    expect(readerObstacle(reader, { state: 'revoked' })).to.equal('The credential is revoked.');
    expect(readerObstacle(reader, { state: null })).to.equal('The credential is not known.');
  });

  it('gets a token to read the log, and for nothing else', () => {
    const granted = { kind: 'granted', scopes: ['audit.read'] };
    expect(decideReaderToken(reader, [], false)).to.deep.equal(granted);
    expect(decideReaderToken(reader, ['audit.read'], false)).to.deep.equal(granted);
    expect(decideReaderToken(reader, ['audit.read', 'agent.act'], false)).to.include({ kind: 'refused', error: 'invalid_scope' });
    expect(decideReaderToken(reader, [], true)).to.include({ kind: 'refused', error: 'invalid_authorization_details' });
    expect(decideReaderToken(removed, [], false)).to.include({ kind: 'refused', error: 'unauthorized_client' });
  });
});
