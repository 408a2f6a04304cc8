export { answer } from './answer.ts';
export type { Answer } from './answer.ts';
export { modelName as offlineModelName } from './endpoint/completion.ts';
export { startOfflineModel } from './start-offline-model.ts';
export type { OfflineModel, OfflineModelOptions } from './start-offline-model.ts';
