/* Every change of a setting, written down in the change's own transaction. */
export { ChangeLog } from './change-log.ts';
export { peopleIn, peopleValue, shownValue } from './people-value.ts';
export { ReadNotes, type NotedRead, type ReadNote } from './read-notes.ts';
export { changeLogRoutes } from './routes.ts';
export {
  changedFields,
  changedOnly,
  SettingChanges,
  staleRevision,
  type Actor,
  type ChangedThing,
  type FieldChange,
  type SettingChange,
} from './setting-changes.ts';
