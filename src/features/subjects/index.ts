export { erasedName, Subjects, type Person, type Subject } from './subjects.ts';
