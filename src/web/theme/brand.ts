import { createDarkTheme, createLightTheme, type BrandVariants, type Theme } from '@fluentui/react-components';

/** Teal, from nearly black to nearly white; the product's own ramp. */
const teal: BrandVariants = {
  10: '#011314',
  20: '#03242a',
  30: '#053339',
  40: '#064248',
  50: '#075157',
  60: '#085f66',
  70: '#0b6e75',
  80: '#0f7c83',
  90: '#218a90',
  100: '#36979c',
  110: '#4ea5a9',
  120: '#68b3b6',
  130: '#84c1c4',
  140: '#a1d0d2',
  150: '#c0dfe0',
  160: '#e0efef',
};

/** Figures of one width, so that columns of amounts line up. */
const fontFamilyNumeric = "'Segoe UI', system-ui, -apple-system, Roboto, 'Helvetica Neue', sans-serif";

/** The light theme. */
export const lightTheme: Theme = { ...createLightTheme(teal), fontFamilyNumeric };

/** The dark theme; brand text is lifted so that it keeps its contrast on the dark ground. */
export const darkTheme: Theme = {
  ...createDarkTheme(teal),
  fontFamilyNumeric,
  colorBrandForeground1: teal[120],
  colorBrandForeground2: teal[130],
  colorBrandForegroundLink: teal[130],
  colorBrandForegroundLinkHover: teal[140],
  colorBrandForegroundLinkPressed: teal[120],
};

/** The bar on top of every page: the same dark teal by day and by night. */
export const barColors = { ground: teal[40], hover: teal[60], active: teal[70], text: '#ffffff', quiet: teal[150] } as const;
