import { expect } from 'chai';
import { parseFilter, splitFilter } from '../../src/odata/index.ts';

describe('splitFilter', () => {
  it('takes the parts about a field out of however the others are grouped', () => {
    const { about, rest } = splitFilter(parseFilter("(day ge 2026-01-01 and number eq '10') and (open eq true and day le 2026-12-31)"), 'day');
    expect(about).to.deep.equal([parseFilter('day ge 2026-01-01'), parseFilter('day le 2026-12-31')]);
    expect(rest).to.deep.equal(parseFilter("number eq '10' and open eq true"));
  });

  it('leaves one other part as it is, and none where all are about the field', () => {
    expect(splitFilter(parseFilter('day eq 2026-01-01 and open eq true'), 'day').rest).to.deep.equal(parseFilter('open eq true'));
    expect(splitFilter(parseFilter('day eq 2026-01-01'), 'day').rest).to.equal(undefined);
    expect(splitFilter(undefined, 'day')).to.deep.equal({ about: [], rest: undefined });
  });
});
