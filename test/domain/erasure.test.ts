import { expect } from 'chai';
import fc from 'fast-check';
import { erasureSteps, namesOf, nextErasureMove, withoutNames, type ErasureMove, type ErasureStatus } from '../../src/domain/erasure.ts';

describe('an erasure', () => {
  const cases: readonly (readonly [string, ErasureStatus, number, readonly string[], ErasureMove])[] = [
    ['that was requested begins', 'requested', 0, [], { kind: 'begin' }],
    ['that is held is deferred, and says by what', 'requested', 0, ['h'], { kind: 'defer', holds: ['h'] }],
    ['that was deferred stays so while one hold stands', 'deferred', 0, ['h'], { kind: 'defer', holds: ['h'] }],
    ['that was deferred begins when the last hold is lifted', 'deferred', 0, [], { kind: 'begin' }],
    ['that runs goes on where it was, whatever is held since', 'running', 3, ['h'], { kind: 'step', step: 'outbox' }],
    ['that has done every step ends', 'running', erasureSteps.length, [], { kind: 'end' }],
    ['that is done rests', 'done', erasureSteps.length, [], { kind: 'rest' }],
  ];
  for (const [title, status, stepsDone, holds, move] of cases)
    it(title, () => {
      expect(nextErasureMove({ status, stepsDone }, holds)).to.deep.equal(move);
    });

  it('destroys the key after everything that needs her name', () => {
    expect(erasureSteps.slice(-2)).to.deep.equal(['key', 'files']);
  });
});

describe('a person’s name in a text', () => {
  const anna = { displayName: 'Anna Maria Schmidt', email: 'anna@finch.example', oid: 'a1b2', aliases: ['ANNA', 'person'] };
  const names = namesOf(anna);
  const cases: readonly (readonly [string, string])[] = [
    ['Ask Anna Maria Schmidt.', 'Ask Erased person.'],
    ['ANNA MARIA SCHMIDT <Anna@Finch.example>', 'Erased person <Erased person>'],
    ['Schmidt, Anna Maria', 'Erased person'],
    ['["a1b2","c3"]', '["Erased person","c3"]'],
    ['anna’s, and (Anna)', 'Erased person’s, and (Erased person)'],
    ['Annabel Schmidtke', 'Annabel Schmidtke'],
    ['Erased person, and erased PERSON', 'Erased person, and erased PERSON'],
  ];
  for (const [text, without] of cases)
    it(`is taken out of: ${text}`, () => {
      expect(withoutNames(text, names)).to.equal(without);
    });

  it('is found as JSON writes it', () => {
    const quoted = namesOf({ ...anna, displayName: 'Anna "Ann" Schmidt' });
    expect(withoutNames(JSON.stringify({ who: 'Anna "Ann" Schmidt' }), quoted)).to.equal('{"who":"Erased person"}');
  });

  it('is one word, or none, where she has no more', () => {
    expect(namesOf({ displayName: 'Cher', email: '', oid: 'oid', aliases: [] })).to.deep.equal(['Cher', 'oid']);
    expect(namesOf({ displayName: ' ', email: '', oid: 'oid', aliases: ['Erased person'] })).to.deep.equal(['oid']);
  });

  it('is nowhere in what is left, whatever she is called and whatever else is said', () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 2, maxLength: 12 })
      .filter((text) => /^\S+$/.test(text) && !'Erased person'.toLowerCase().includes(text.toLowerCase()));
    fc.assert(
      fc.property(word, word, fc.string(), (first, last, said) => {
        const person = { displayName: `${first} ${last}`, email: `${first}@x.example`, oid: 'the-oid-of-her', aliases: [] };
        const left = withoutNames(`${said} ${person.displayName} ${person.email}`, namesOf(person));
        expect(left).not.to.include(person.displayName).and.not.to.include(person.email);
      }),
    );
  });
});
