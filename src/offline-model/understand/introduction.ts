/** Who somebody is, or a greeting, in sentences of their own before what is wanted: `Hello! I am Ben from purchasing. …`. */
const introduction =
  /^\s*(?:(?:(?:[Hh]i|[Hh]ello|[Hh]ey|[Gg]ood (?:morning|afternoon|evening|day))(?: \p{L}+)?|(?:I am|[Ii]['’]m|[Mm]y name is) \p{Lu}\p{L}*[^.!?\n]{0,60})[.!]+\s+)+(?=\S)/u;

/** A message without what introduces it; the message itself where there is nothing else in it. */
export const withoutIntroduction = (typed: string): string => typed.replace(introduction, '');
