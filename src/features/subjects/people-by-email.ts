import type { Subjects } from './subjects.ts';

/**
 * Finds the people of a tenant by e-mail address, upper and lower case alike, and answers their random ids; null for an
 * address that nobody has, or more than one person. Services have none.
 */
export const peopleByEmail = async (subjects: Subjects, tenantId: string): Promise<(email: string) => string | null> => {
  const people = (await subjects.people(tenantId)).filter(({ email }) => email.trim() !== '');
  const found = new Map<string, string | null>();
  for (const person of people) {
    const email = person.email.trim().toLowerCase();
    found.set(email, found.has(email) ? null : (await subjects.of(person)).id);
  }
  return (email) => found.get(email.trim().toLowerCase()) ?? null;
};
