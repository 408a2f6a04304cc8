import { z } from 'zod';
import { canonicalJson } from '../../kernel/canonical-json.ts';

const peopleSchema = z.strictObject({ people: z.array(z.string()) });
const nobody = 'nobody';

/** A list of people as a change keeps it: their random ids, so that an erasure reaches it. */
export const peopleValue = (subjectIds: readonly string[]): string => canonicalJson({ people: [...subjectIds].sort() });

/** The random ids a value lists; null where it is no list of people. */
export const peopleIn = (value: string | null): readonly string[] | null => {
  if (value?.startsWith('{"people":') !== true) return null;
  try {
    return peopleSchema.parse(JSON.parse(value)).people;
  } catch {
    return null;
  }
};

/** A value as it is shown: people by name, anything else as it is. */
export const shownValue = (value: string | null, nameOf: (subjectId: string) => string): string | null => {
  const people = peopleIn(value);
  if (people === null) return value;
  if (people.length === 0) return nobody;
  return people
    .map(nameOf)
    .sort((one, other) => one.localeCompare(other))
    .join(', ');
};
