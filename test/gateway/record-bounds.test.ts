import { expect } from 'chai';
import { OutsideDelegation, RecordBounds } from '../../src/features/gateway/record-bounds.ts';
import type { ErpRecord } from '../../src/features/tools/index.ts';
import { memoryErp } from '../tools/memory-erp.ts';

const ids = ['7d1f6a52-3c0b-4a5e-9b1d-2f8c40a1e001', '7d1f6a52-3c0b-4a5e-9b1d-2f8c40a1e002'] as const;
const vendors: readonly ErpRecord[] = [
  { id: ids[0], number: 'V-1', displayName: 'Ash', '@odata.etag': 'a' },
  { id: ids[1], number: 'V-2', displayName: 'Birch', '@odata.etag': 'b' },
];
const erp = memoryErp({ vendors, items: [{ id: ids[0], number: 'I-1' }] });
const onlyFirst = { vendors: "number eq 'V-1'" };

/** A writing port that says what it was asked. */
const writer = (told: string[]) => ({
  create: async (set: string, body: ErpRecord) => {
    told.push(`create ${set}`);
    return body;
  },
  modify: async (set: string, target: { id: string }) => {
    told.push(`modify ${set} ${target.id}`);
    return {};
  },
  remove: async (set: string, target: { id: string }) => void told.push(`remove ${set} ${target.id}`),
  act: async (set: string, action: { id: string; name: string }) => {
    told.push(`${action.name} ${set} ${action.id}`);
    return { createdId: null };
  },
});

const refused = async (work: () => Promise<unknown>): Promise<boolean> => {
  try {
    await work();
    return false;
  } catch (error) {
    if (error instanceof OutsideDelegation) return true;
    throw error;
  }
};

describe('the records a delegation covers', () => {
  it('are all that is read of a set that it narrows, and the answer counts as partial', async () => {
    const { records, mayBePartial } = await new RecordBounds(onlyFirst).reader(erp).list('vendors');
    expect(records.map(({ number }) => number)).to.deep.equal(['V-1']);
    expect(mayBePartial).to.equal(true);
  });

  it('do not narrow other sets, nor anything where it names none', async () => {
    const other = await new RecordBounds(onlyFirst).reader(erp).list('items');
    expect([other.records.length, other.mayBePartial]).to.deep.equal([1, false]);
    expect(new RecordBounds({}).reader(erp)).to.equal(erp);
  });

  it('are the only ones found by number or id; one that is there and left out is noticed, one that is not there is not', async () => {
    const bounds = new RecordBounds(onlyFirst);
    const reader = bounds.reader(erp);
    expect((await reader.list('vendors', { filter: "number eq 'V-9'" })).records).to.be.empty;
    expect(bounds.leftOut).to.equal(null);
    expect((await reader.list('vendors', { filter: "number eq 'V-2'" })).records).to.be.empty;
    expect(bounds.leftOut).to.equal('vendors');
    expect((await reader.get('vendors', ids[0]))?.['number']).to.equal('V-1');
    expect(await reader.get('vendors', ids[1])).to.equal(null);
  });

  it('cannot be read around by expanding into the set', async () => {
    for (const expand of ['vendor', 'vendors($select=number)', 'items($expand=vendor)']) {
      expect(await refused(() => new RecordBounds(onlyFirst).reader(erp).list('items', { expand })), expand).to.equal(true);
    }
  });

  it('are the only ones written; nothing is sent for any other', async () => {
    const told: string[] = [];
    const port = new RecordBounds(onlyFirst).writer(writer(told), erp);
    for (const id of ids) {
      const isRefused = id !== ids[0];
      expect(await refused(() => port.modify('vendors', { id, etag: 'e' }, {}))).to.equal(isRefused);
      expect(await refused(() => port.remove('vendors', { id, etag: 'e' }))).to.equal(isRefused);
      expect(await refused(() => port.act('vendors', { id, name: 'block' }, 'k'))).to.equal(isRefused);
    }
    expect(told).to.deep.equal([`modify vendors ${ids[0]}`, `remove vendors ${ids[0]}`, `block vendors ${ids[0]}`]);
  });

  it('are the only ones created: the body has to show that it is one of them', async () => {
    const told: string[] = [];
    const port = new RecordBounds(onlyFirst).writer(writer(told), erp);
    expect(await refused(() => port.create('vendors', { number: 'V-2' }, 'k'))).to.equal(true);
    expect(await refused(() => port.create('vendors', { displayName: 'Ash' }, 'k'))).to.equal(true);
    expect(await refused(() => port.create('vendors', { number: 'V-1' }, 'k'))).to.equal(false);
    expect(await refused(() => port.create('items', { number: 'I-2' }, 'k'))).to.equal(false);
    expect(told).to.deep.equal(['create vendors', 'create items']);
  });
});
