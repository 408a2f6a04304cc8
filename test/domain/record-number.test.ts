import { expect } from 'chai';
import { readsLikeRecordNumber } from '../../src/domain/record-number.ts';

describe('what reads like the number of a record', () => {
  for (const text of ['V-1042', '1007', 'PO/2026.17_B', 'Ä-1', '1'.repeat(20)])
    it(`is one word with a digit: ${text}`, () => expect(readsLikeRecordNumber(text)).to.equal(true));

  for (const text of ['', 'Smith', 'MARY SMITH', 'Suite 12', 'a1@example.com', "O'Neil-1", '1'.repeat(21), 'V-1\n'])
    it(`is not ${JSON.stringify(text)}`, () => expect(readsLikeRecordNumber(text)).to.equal(false));
});
