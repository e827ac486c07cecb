/**
 * What a shopper's word means as well, by attribute: who asks for blue is shown navy, and who wants no blue is spared it. Values
 * that end in the word ("sky blue") are kinds of it without a row.
 */
export const valueSynonyms: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  colour: {
    blue: ['navy', 'indigo', 'cobalt', 'midnight', 'sky'],
    green: [
      ...['olive', 'sage', 'forest', 'emerald', 'fern', 'moss', 'mint', 'eucalyptus', 'spruce', 'celadon'],
      'lime',
    ],
    red: ['burgundy', 'oxblood', 'wine', 'raspberry', 'berry'],
    pink: ['blush', 'rose', 'dusty rose', 'raspberry'],
    purple: ['plum', 'lilac', 'aubergine'],
    orange: ['rust', 'terracotta', 'amber'],
    yellow: ['mustard', 'ochre', 'sunflower', 'honey'],
    brown: ['tan', 'camel', 'cognac', 'chestnut', 'tobacco', 'mocha', 'caramel', 'cinnamon', 'taupe'],
    beige: ['sand', 'oatmeal', 'ecru', 'camel', 'taupe', 'stone', 'wheat', 'flax', 'nude', 'bone'],
    grey: ['charcoal', 'graphite', 'slate', 'anthracite', 'smoke', 'grey marl'],
    gray: ['grey'],
    'light gray': ['light grey'],
    'dark blue': ['navy', 'midnight blue', 'midnight', 'indigo'],
    'navy blue': ['navy'],
    'dark red': ['burgundy', 'oxblood', 'wine'],
    'dark grey': ['charcoal', 'graphite', 'anthracite'],
    'dark gray': ['charcoal', 'graphite', 'anthracite'],
    maroon: ['burgundy', 'oxblood'],
    // No white for off-white: who asks for white wants none of it.
    turquoise: ['teal', 'petrol'],
    multicoloured: ['multicolour'],
    'multi-coloured': ['multicolour'],
  },
  material: {
    wool: ['merino', 'lambswool'],
    leather: ['nubuck', 'suede'],
    fleece: ['sherpa'],
    'fake leather': ['faux leather'],
    'vegan leather': ['faux leather'],
    'fake fur': ['faux fur'],
    aluminum: ['aluminium'],
  },
};
