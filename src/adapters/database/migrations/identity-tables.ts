import type { QueryRunner } from 'typeorm';
import { createIndex, createTable, longText, optional, text } from '../schema-builder.ts';

/** Sign-in state: browsers, the embedded identity provider, the program's own keys. */
export const createIdentityTables = async (runner: QueryRunner): Promise<void> => {
  await createTable(
    runner,
    { name: 'WebSession', key: ['id'] },
    {
      id: text(64),
      sealedData: longText,
      sealedTokens: longText,
      createdAt: text(24),
      expiresAt: text(24),
    },
  );
  await createTable(
    runner,
    { name: 'IdentityProviderRecord', key: ['model', 'id'] },
    {
      model: text(40),
      id: text(64),
      payload: longText,
      grantId: optional(text(200)),
      userCode: optional(text(200)),
      uid: optional(text(200)),
      consumedAt: optional(text(24)),
      expiresAt: optional(text(24)),
    },
  );
  await createTable(
    runner,
    { name: 'ProgramKey', key: ['name'] },
    {
      name: text(80),
      sealedValue: longText,
      createdAt: text(24),
    },
  );
  await createIndex(runner, 'WebSession', ['expiresAt']);
  await createIndex(runner, 'IdentityProviderRecord', ['grantId']);
  await createIndex(runner, 'IdentityProviderRecord', ['uid']);
};
