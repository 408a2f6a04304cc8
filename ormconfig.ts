import { DataSource } from 'typeorm';
import { dataSourceOptions } from './src/adapters/database/data-source.ts';
import { readConfig } from './src/config.ts';

/** The data source for TypeORM's own command line; the program opens its database in `src/wiring`. */
export default new DataSource(dataSourceOptions(readConfig().databaseUrl));
