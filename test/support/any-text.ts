import fc from 'fast-check';

/** Whatever a JavaScript string may hold: any code units, halves of surrogate pairs among them, and emoji now and then. */
export const anyText = (least = 0): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.oneof(
      fc.integer({ min: least, max: 0xff_ff }).map((unit) => String.fromCharCode(unit)),
      fc.integer({ min: 0xd8_00, max: 0xdf_ff }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom('😀', 'a', "'"),
    ),
    maxLength: 120,
  });
