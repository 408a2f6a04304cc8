import { expect } from 'chai';
import { KnownRecords } from '../../src/offline-model/memory/known-records.ts';
import { readPage, readToday } from '../../src/offline-model/page-line.ts';
import { withoutIntroduction } from '../../src/offline-model/understand/introduction.ts';
import { meantWord } from '../../src/offline-model/understand/lexicon.ts';
import { readTime } from '../../src/offline-model/understand/periods.ts';
import { readUtterance } from '../../src/offline-model/understand/utterance.ts';

const today = '2026-11-24';

describe('Time in a message', () => {
  const periods: readonly (readonly [said: string, from: string | undefined, to: string | undefined])[] = [
    ['last six months', '2026-05-24', today],
    ['past 30 days', '2026-10-25', today],
    ['last two quarters', '2026-05-24', today],
    ['since june', '2026-06-01', undefined],
    ['since 15 march 2025', '2025-03-15', undefined],
    ['from 2026-03-01 on', '2026-03-01', undefined],
    ['after 2026-03-01', '2026-03-02', undefined],
    ['in october', '2026-10-01', '2026-10-31'],
    ['from october', '2026-10-01', '2026-10-31'],
    ['in december', '2025-12-01', '2025-12-31'],
    ['in february 2024', '2024-02-01', '2024-02-29'],
    ['this year', '2026-01-01', today],
    ['last year', '2025-01-01', '2025-12-31'],
    ['last month', '2026-10-01', '2026-10-31'],
    ['this week', '2026-11-23', today],
    ['last week', '2026-11-16', '2026-11-22'],
    ['last quarter', '2026-07-01', '2026-09-30'],
    ['q1', '2026-01-01', '2026-03-31'],
    ['q4 2025', '2025-10-01', '2025-12-31'],
    ['h1', '2026-01-01', '2026-06-30'],
    ['between 2026-01-01 and 2026-03-31', '2026-01-01', '2026-03-31'],
    ['from march to june', '2026-03-01', '2026-06-30'],
    ['until 2026-03-31', undefined, '2026-03-31'],
    ['before may 2026', undefined, '2026-04-30'],
    ['on 3 november', '2026-11-03', '2026-11-03'],
    ['yesterday', '2026-11-23', '2026-11-23'],
    ['in 2025', '2025-01-01', '2025-12-31'],
    ['01.10.2026', '2026-10-01', '2026-10-01'],
    ['what may i see', undefined, undefined],
    ['over 2000', undefined, undefined],
    ['2026-13-45', undefined, undefined],
  ];
  for (const [said, from, to] of periods) {
    it(`"${said}" is ${from ?? 'open'} to ${to ?? 'open'}`, () => {
      expect(readTime(said, today).period ?? {}).to.deep.equal({
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
      });
    });
  }

  it('keeps the date of a statement and the date something is wanted by apart from the period', () => {
    expect(readTime('as of end of october', today).asOf).to.equal('2026-10-31');
    expect(readTime('by 15 december', today).by).to.equal('2026-12-15');
    expect(readTime('by 15 january', today).by).to.equal('2027-01-15');
  });

  it('reads no dates when today is not known', () => expect(readTime('last six months', undefined)).to.deep.equal({ spans: [] }));

  it("takes the month's last day where the day six months ago does not exist", () => {
    expect(readTime('last 6 months', '2026-08-31').period).to.deep.equal({ from: '2026-02-28', to: '2026-08-31' });
  });
});

describe('Record numbers in a message', () => {
  const read = (said: string, known = new KnownRecords()): readonly (readonly [string, string])[] =>
    readUtterance(said, known, today).numbers.map(({ number, kind }) => [number, kind] as const);

  const cases: readonly (readonly [said: string, ...numbers: (readonly [string, string])[]])[] = [
    ['show V-1042', ['V-1042', 'vendor']],
    ['show v1042', ['V-1042', 'vendor']],
    ['customer 10000', ['10000', 'customer']],
    ['customer no. 10000', ['10000', 'customer']],
    ['vendor number 20000', ['20000', 'vendor']],
    ['item 1896-S', ['1896-S', 'item']],
    ['invoice PS-INV103021', ['PS-INV103021', 'invoice']],
    ['order 106001', ['106001', 'order']],
    ['PO-106001 and PO-106002', ['PO-106001', 'order'], ['PO-106002', 'order']],
    ['the last 30 days'],
    ['top 5 customers'],
    ['orders 2026'],
    ['balance over 20000'],
    ['q3 2026'],
    ['since 2026-01-01'],
  ];
  for (const [said, ...numbers] of cases) {
    it(`"${said}" names ${numbers.length === 0 ? 'none' : numbers.map(([number, kind]) => `${kind} ${number}`).join(' and ')}`, () =>
      expect(read(said)).to.deep.equal(numbers));
  }

  it('spells a number as the conversation has shown it', () => {
    const known = new KnownRecords([{ kind: 'vendor', number: 'V00042', name: 'Ferrous Works' }]);
    expect(read('show v-00042', known)).to.deep.equal([['V00042', 'vendor']]);
  });
});

describe('Words in a message', () => {
  const slips: readonly (readonly [string, string])[] = [
    ['custmers', 'customers'],
    ['statemnts', 'statements'],
    ['invoces', 'invoices'],
    ['overdeu', 'overdue'],
    ['vender', 'vendor'],
    ['sumarize', 'summarize'],
  ];
  for (const [typed, meant] of slips) it(`"${typed}" is read as "${meant}"`, () => expect(meantWord(typed)).to.equal(meant));
  for (const word of ['house', 'copper', 'hartley', 'rejected', 'timber'])
    it(`"${word}" stays as it is`, () => expect(meantWord(word)).to.equal(word));

  it('takes names apart from the words around them', () => {
    const names = (said: string): readonly string[] => readUtterance(said, new KnownRecords(), today).names.map(({ name }) => name);
    expect(names('How much does Quill & Sons owe?')).to.deep.equal(['Quill & Sons']);
    expect(names('show invoices of hartley books since june')).to.deep.equal(['hartley books']);
    expect(names('Email Orchard Foods their statement')).to.deep.equal(['Orchard Foods']);
    expect(names('compare Baltic Timber and Ferrous Works')).to.deep.equal(['Baltic Timber', 'Ferrous Works']);
    expect(names('which purchase orders are overdue')).to.deep.equal([]);
  });
});

describe('The system text', () => {
  it('gives the day and the record the user is looking at', () => {
    const system = 'You help.\nToday is 2026-11-24 (Tuesday).\nThe user is looking at: vendor V-1042 (Copperline Components (UK) Ltd.).';
    expect(readToday(system)).to.equal('2026-11-24');
    expect(readPage(system)).to.deep.equal({ kind: 'vendor', number: 'V-1042', name: 'Copperline Components (UK) Ltd.' });
  });

  it('names no record where the user is on a list or nowhere', () => {
    expect(readPage('The user is looking at the customers list.')).to.equal(undefined);
    expect(readPage('Nothing here.')).to.equal(undefined);
    expect(readToday('Nothing here.')).to.equal(undefined);
  });
});

describe('An introduction', () => {
  const messages: readonly (readonly [said: string, wanted: string])[] = [
    ['I am Ben. Order 10 of 1007.', 'Order 10 of 1007.'],
    ['Good morning! I’m Ben Okafor, from purchasing. Order 10 of 1007.', 'Order 10 of 1007.'],
    ['hello there.\nMy name is Ana. what is overdue?', 'what is overdue?'],
    ['Hello!', 'Hello!'],
    ['I am Ben.', 'I am Ben.'],
    ['I am looking for invoices of C-10010. Only open ones.', 'I am looking for invoices of C-10010. Only open ones.'],
    ['Is Hello Kitty overdue? I am Ben. ', 'Is Hello Kitty overdue? I am Ben. '],
  ];
  for (const [said, wanted] of messages) it(`of "${said}" leaves "${wanted}"`, () => expect(withoutIntroduction(said)).to.equal(wanted));
});
