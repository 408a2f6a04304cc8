export { Admins } from './admins.ts';
export { peopleByEmail } from './people-by-email.ts';
export { peopleById, type NamedPerson, type PeopleById } from './people-by-id.ts';
export { erasedName, Subjects, type Person, type Subject } from './subjects.ts';
