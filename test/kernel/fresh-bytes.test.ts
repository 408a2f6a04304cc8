import { expect } from 'chai';
import { freshBytes } from '../../src/kernel/fresh-bytes.ts';
import { timeOrderedIds } from '../../src/kernel/ids.ts';

describe('bytes that are made many at once', () => {
  it('are as many as asked for, and never given twice', () => {
    const given = Array.from({ length: 3_000 }, (_, index) => freshBytes(9 + (index % 8)));
    expect(given.map(({ length }) => length)).to.deep.equal(given.map((_, index) => 9 + (index % 8)));
    expect(new Set(given.map((bytes) => bytes.subarray(0, 9).toString('hex'))).size).to.equal(given.length);
  });

  it('stay what they were when more are asked for, and are the caller’s to change', () => {
    const [first, second] = [freshBytes(16), freshBytes(16)];
    const before = second.toString('hex');
    first.fill(0);
    for (let times = 0; times < 600; times++) freshBytes(16);
    expect(second.toString('hex')).to.equal(before);
  });
});

describe('ids that ascend with time', () => {
  it('are UUIDs of version 7, each above the one before, however many are made in a millisecond', () => {
    const before = Date.now();
    const ids = Array.from({ length: 20_000 }, () => timeOrderedIds.next());
    expect(ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).to.deep.equal([]);
    expect(ids.filter((id, index) => index > 0 && id <= (ids[index - 1] ?? ''))).to.deep.equal([]);
    const at = Number.parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16);
    expect(at).to.be.within(before - 1, Date.now());
  });

  it('end in twelve digits that nobody can tell from the ids around', () => {
    const ends = Array.from({ length: 5_000 }, () => timeOrderedIds.next().slice(-12));
    expect(new Set(ends).size).to.equal(ends.length);
  });
});
