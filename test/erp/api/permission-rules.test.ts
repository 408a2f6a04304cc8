import { expect } from 'chai';
import fc from 'fast-check';
import { afterExclusion, concerns, grantsOf, isSuper, levelOf, rowScopeOf, suffices } from '../../../src/erp/permissions/permission-rules.ts';
import type { AssignedSet, Level, ObjectType, PermissionLine, Right, SecuredObject } from '../../../src/erp/permissions/permission-line.ts';

const none = { read: 'none', insert: 'none', modify: 'none', delete: 'none', execute: 'none' } as const;

interface LineInput extends Partial<Omit<PermissionLine, 'levels'>> {
  readonly levels?: Partial<Record<Right, Level>>;
}

const line = (input: LineInput = {}): PermissionLine => ({
  kind: input.kind ?? 'include',
  objectType: input.objectType ?? 'Table Data',
  objectId: input.objectId ?? 18,
  levels: { ...none, ...input.levels },
  securityFilter: input.securityFilter ?? '',
});

const set = (roleId: string, ...lines: PermissionLine[]): AssignedSet => ({ roleId, lines });
const customer: SecuredObject = { type: 'Table Data', id: 18 };
const read = { object: customer, right: 'read', level: 'direct' } as const;

describe('permission rules', () => {
  it('give nothing to someone without a line', () => {
    expect(levelOf([], customer, 'read')).to.equal('none');
    expect(levelOf([set('A')], customer, 'read')).to.equal('none');
    expect(rowScopeOf([set('A')], read)).to.deep.equal({ kind: 'none' });
  });

  it('give everything to SUPER, lines or not', () => {
    expect(isSuper([set('SUPER')])).to.equal(true);
    expect(levelOf([set('A'), set('SUPER')], { type: 'System', id: 5 }, 'execute')).to.equal('direct');
    expect(rowScopeOf([set('SUPER'), set('A', line({ levels: { read: 'direct' }, securityFilter: 'X=1' }))], read)).to.deep.equal({ kind: 'all' });
  });

  it('take a line for the named object, for all objects of its type with id 0, and for no other type', () => {
    expect(concerns(line(), customer)).to.equal(true);
    expect(concerns(line({ objectId: 0 }), customer)).to.equal(true);
    expect(concerns(line({ objectId: 23 }), customer)).to.equal(false);
    expect(concerns(line({ objectType: 'Page' }), customer)).to.equal(false);
  });

  const exclusions: readonly (readonly [Level, Level, Level])[] = [
    ['direct', 'none', 'direct'],
    ['direct', 'indirect', 'indirect'],
    ['direct', 'direct', 'none'],
    ['indirect', 'none', 'indirect'],
    ['indirect', 'indirect', 'indirect'],
    ['indirect', 'direct', 'none'],
    ['none', 'indirect', 'none'],
    ['none', 'direct', 'none'],
  ];
  for (const [granted, excluded, left] of exclusions) {
    it(`leave ${left} of ${granted} after excluding ${excluded}`, () => {
      expect(afterExclusion(granted, excluded)).to.equal(left);
      const lines = [line({ levels: { read: granted } }), line({ kind: 'exclude', objectId: 0, levels: { read: excluded } })];
      expect(levelOf([set('A', ...lines)], customer, 'read')).to.equal(left);
    });
  }

  it('let no set take away what another gives', () => {
    const gives = set('A', line({ levels: { modify: 'direct' } }));
    const takes = set('B', line({ kind: 'exclude', levels: { modify: 'direct' } }));
    expect(levelOf([gives, takes], customer, 'modify')).to.equal('direct');
  });

  it('count a direct right as enough for indirect access, and not the other way round', () => {
    expect([suffices('direct', 'indirect'), suffices('indirect', 'indirect'), suffices('direct', 'direct')]).to.deep.equal([true, true, true]);
    expect([suffices('indirect', 'direct'), suffices('none', 'indirect')]).to.deep.equal([false, false]);
  });

  it('show the rows of any filter, and all rows as soon as one grant has none', () => {
    const north = set('N', line({ levels: { read: 'direct' }, securityFilter: 'Territory Code=NORTH' }));
    const south = set('S', line({ levels: { read: 'direct' }, securityFilter: ' Territory Code=SOUTH ' }));
    const open = set('O', line({ levels: { read: 'direct' } }));
    expect(rowScopeOf([south, north, north], read)).to.deep.equal({ kind: 'filtered', filters: ['Territory Code=NORTH', 'Territory Code=SOUTH'] });
    expect(rowScopeOf([south, open], read)).to.deep.equal({ kind: 'all' });
  });

  it('do not let an unfiltered indirect right open rows for direct reading', () => {
    const sets = [set('N', line({ levels: { read: 'direct' }, securityFilter: 'F' })), set('I', line({ levels: { read: 'indirect' } }))];
    expect(rowScopeOf(sets, read)).to.deep.equal({ kind: 'filtered', filters: ['F'] });
    expect(rowScopeOf(sets, { ...read, level: 'indirect' })).to.deep.equal({ kind: 'all' });
  });

  it('forget the filter of a grant that the same set excludes', () => {
    const one = set('A', line({ levels: { read: 'direct' }, securityFilter: 'F' }), line({ kind: 'exclude', levels: { read: 'direct' } }));
    expect(grantsOf(one, customer, 'read')).to.deep.equal([]);
  });

  describe('agree with Business Central’s rules told another way, whatever the sets', () => {
    const levels: readonly Level[] = ['none', 'indirect', 'direct'];
    const anyLine = fc.record({
      kind: fc.constantFrom<PermissionLine['kind']>('include', 'exclude'),
      objectType: fc.constantFrom<ObjectType>('Table Data', 'Page'),
      objectId: fc.constantFrom(0, 18, 23),
      levels: fc.record({
        read: fc.constantFrom(...levels),
        insert: fc.constant<Level>('none'),
        modify: fc.constantFrom(...levels),
        delete: fc.constant<Level>('none'),
        execute: fc.constantFrom(...levels),
      }),
      securityFilter: fc.constantFrom('', 'A', 'B'),
    });
    const anySets = fc.array(fc.record({ roleId: fc.constantFrom('R1', 'R2', 'SUPER'), lines: fc.array(anyLine, { maxLength: 6 }) }), {
      maxLength: 4,
    });
    const anyObject = fc.record({ type: fc.constantFrom<ObjectType>('Table Data', 'Page'), id: fc.constantFrom(18, 23, 99) });
    const anyRight = fc.constantFrom<Right>('read', 'modify', 'execute');

    /** The oracle: can this row (visible under filters `under`) be reached at this level by some line of some set? */
    const reaches = (sets: readonly AssignedSet[], object: SecuredObject, need: { right: Right; atLeast: number; under: string }): boolean => {
      for (const one of sets) {
        if (one.roleId === 'SUPER') return true;
        let taken = 0;
        for (const each of one.lines) {
          const applies = each.objectType === object.type && [0, object.id].includes(each.objectId);
          if (applies && each.kind === 'exclude') taken = Math.max(taken, levels.indexOf(each.levels[need.right]));
        }
        for (const each of one.lines) {
          const applies = each.objectType === object.type && [0, object.id].includes(each.objectId) && each.kind === 'include';
          const given = levels.indexOf(each.levels[need.right]);
          const left = taken === 2 ? 0 : taken === 1 ? Math.min(given, 1) : given;
          if (applies && left >= need.atLeast && (each.securityFilter === '' || each.securityFilter === need.under)) return true;
        }
      }
      return false;
    };

    it('in which rights there are and which rows they open', () => {
      fc.assert(
        fc.property(
          anySets,
          anyObject,
          fc.tuple(anyRight, fc.constantFrom('A', 'B', 'neither'), fc.constantFrom(1, 2)),
          (sets, object, [right, under, atLeast]) => {
            const level = atLeast === 2 ? 'direct' : 'indirect';
            const scope = rowScopeOf(sets, { object, right, level });
            const opens = scope.kind === 'all' || (scope.kind === 'filtered' && scope.filters.includes(under));
            expect(opens).to.equal(reaches(sets, object, { right, atLeast, under }));
            const anywhere = ['A', 'B', 'neither'].some((one) => reaches(sets, object, { right, atLeast, under: one }));
            expect(suffices(levelOf(sets, object, right), level)).to.equal(anywhere);
          },
        ),
        { numRuns: 3000 },
      );
    });
  });
});
