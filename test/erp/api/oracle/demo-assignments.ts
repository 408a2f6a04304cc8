import { demoPermissionSets, setsOfRole } from '../../../../src/erp/demo/permission-sets.ts';
import type { Grant } from '../../../../src/erp/demo/permission-sets.ts';
import { tables } from '../../../../src/erp/tables/index.ts';
import { levels } from './permission-oracle.ts';
import type { OracleAssignment, OracleFilter, OracleLevel, OracleLine, OracleRight } from './permission-oracle.ts';

const levelOf = (rights: string, right: OracleRight): OracleLevel =>
  rights.includes(right) ? levels.yes : rights.includes(right.toLowerCase()) ? levels.indirect : levels.blank;

/** A filter as the demo's sets write it: one column is one value. Anything else throws. */
const filterOf = (tableId: number, text: string): OracleFilter => {
  const [, caption, value] = /^(.+)=FILTER\(([A-Z]+)\)$/.exec(text) ?? [];
  const columns = tables.find(({ id }) => id === tableId)?.columns ?? {};
  const [name] = Object.entries(columns).find(([, column]) => column.caption === caption) ?? [];
  if (name === undefined) throw new Error(`The security filter ${text} is not understood`);
  return { text, columns: [name], shows: (row) => row[name] === value };
};

const lineOf = ({ objectType, objectId, rights, securityFilter }: Grant): OracleLine[] =>
  objectType === 'Report'
    ? []
    : [
        {
          isExclude: false,
          objectType,
          objectId,
          rights: {
            R: levelOf(rights, 'R'),
            I: levelOf(rights, 'I'),
            M: levelOf(rights, 'M'),
            D: levelOf(rights, 'D'),
            X: levelOf(rights, 'X'),
          },
          filter: securityFilter === undefined ? undefined : filterOf(objectId, securityFilter),
        },
      ];

/** The permission sets of a demo role as the oracle reads them, in every company. */
export const demoAssignments = (role: string): readonly OracleAssignment[] =>
  demoPermissionSets
    .filter(({ roleId }) => setsOfRole[role]?.sets.includes(roleId) === true)
    .map(({ roleId, grants }) => ({ roleId, company: '', lines: grants.flatMap(lineOf) }));
