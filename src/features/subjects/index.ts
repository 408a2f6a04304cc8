export { Admins } from './admins.ts';
export { erasedName, Subjects, type Person, type Subject } from './subjects.ts';
