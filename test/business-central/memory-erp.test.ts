import { memoryErp } from '../tools/memory-erp.ts';
import { sampleCompany } from '../tools/sample-company.ts';
import { describeErpReader } from './erp-reader-contract.ts';

const company = sampleCompany();

describeErpReader('records in memory', () => (rowLimit) => memoryErp(company, rowLimit === undefined ? {} : { rowLimit }));
