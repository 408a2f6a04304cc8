/** The regions sales are organised by; each is a territory and a value of the dimension AREA. */
export const regions = ['NORTH', 'SOUTH', 'EAST', 'WEST'] as const;
/** One of the regions. */
export type Region = (typeof regions)[number];

/** A town: name, county and post code. */
export type Place = readonly [city: string, county: string, postCode: string];

/** Towns by region. */
export const placesOf: Readonly<Record<Region, readonly Place[]>> = {
  NORTH: [
    ['Letterkenny', 'Donegal', 'F92 K7W2'],
    ['Sligo', 'Sligo', 'F91 D9XP'],
    ['Monaghan', 'Monaghan', 'H18 VX24'],
    ['Cavan', 'Cavan', 'H12 N8P3'],
    ['Dundalk', 'Louth', 'A91 R6KF'],
    ['Buncrana', 'Donegal', 'F93 T2Y8'],
    ['Carrick-on-Shannon', 'Leitrim', 'N41 P5E1'],
    ['Drogheda', 'Louth', 'A92 C4V9'],
  ],
  SOUTH: [
    ['Cork', 'Cork', 'T12 X8N4'],
    ['Waterford', 'Waterford', 'X91 F2KE'],
    ['Tralee', 'Kerry', 'V92 H6C3'],
    ['Clonmel', 'Tipperary', 'E91 V9D7'],
    ['Mallow', 'Cork', 'P51 A3R8'],
    ['Youghal', 'Cork', 'P36 W1Y5'],
    ['Killarney', 'Kerry', 'V93 E7N2'],
  ],
  EAST: [
    ['Dublin', 'Dublin', 'D08 T3W6'],
    ['Swords', 'Dublin', 'K67 P9V4'],
    ['Bray', 'Wicklow', 'A98 D2X7'],
    ['Naas', 'Kildare', 'W91 K5F8'],
    ['Wexford', 'Wexford', 'Y35 R1C9'],
    ['Kilkenny', 'Kilkenny', 'R95 E6H3'],
    ['Navan', 'Meath', 'C15 N4T2'],
  ],
  WEST: [
    ['Galway', 'Galway', 'H91 Y7P5'],
    ['Limerick', 'Limerick', 'V94 C3K8'],
    ['Ennis', 'Clare', 'V95 X2D6'],
    ['Castlebar', 'Mayo', 'F23 W8R1'],
    ['Westport', 'Mayo', 'F28 T5E9'],
    ['Athlone', 'Westmeath', 'N37 H4V7'],
    ['Ballina', 'Mayo', 'F26 A9N3'],
  ],
};

/** Street names. */
export const streets: readonly string[] = [
  'Main Street',
  'Bridge Street',
  'Quay Road',
  'Church Lane',
  'Mill Road',
  'Station Road',
  'Market Square',
  'Harbour View',
  'Castle Street',
  'Abbey Road',
  'The Diamond',
  'Canal Walk',
  'Industrial Estate',
  'Ballymount Avenue',
  'Priory Park',
  'Dock Road',
];
