import type { Database } from './database.ts';

/** Where a statement's parameter stands, counted from 0. */
export const parameterPlace = (dialect: Database['dialect'], index: number): string => (dialect === 'mssql' ? `@${index}` : '?');

/** The first rows only: what follows SELECT, and what ends the statement. */
export const topRows = (dialect: Database['dialect'], count: number): { readonly top: string; readonly limit: string } =>
  dialect === 'mssql' ? { top: `TOP ${count}`, limit: '' } : { top: '', limit: `LIMIT ${count}` };
