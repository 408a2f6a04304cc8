const oneWordWithDigit = /^(?=.*\p{N})[\p{L}\p{N}._/-]{1,20}$/u;

/**
 * Whether a text reads like the number of a record: one word of at most 20 characters with a digit in it. Business Central
 * counts a number series on by its digits, so numbers have one; names and free text as a rule do not.
 */
export const readsLikeRecordNumber = (text: string): boolean => oneWordWithDigit.test(text);
