/**
 * The makers, all invented. `factor` is how dear they are against the prices of the vocabularies; `ranges` are the names
 * they give their products, no two brands sharing one.
 */
export interface Brand {
  name: string;
  categories: readonly string[];
  factor: number;
  ranges: readonly string[];
}

export const brands: readonly Brand[] = [
  {
    name: 'Corvane',
    factor: 1.3,
    categories: ['jackets', 'coats', 'luggage'],
    ranges: ['Halden', 'Mallory', 'Esker', 'Vesper', 'Carrow', 'Thirl'],
  },
  {
    name: 'Haldmoor',
    factor: 1,
    categories: ['jackets', 'coats', 'trousers', 'boots'],
    ranges: ['Tarn', 'Ridgeway', 'Keld', 'Corrie', 'Brae', 'Scarth'],
  },
  {
    name: 'Tarnwick',
    factor: 1.05,
    categories: ['jackets', 'knitwear', 'flasks', 'trousers'],
    ranges: ['Lyle', 'Ardley', 'Fen', 'Dunmore', 'Larkin', 'Saltby'],
  },
  {
    name: 'Pellworth',
    factor: 0.8,
    categories: ['jackets', 'coats', 'shirts', 'knitwear', 'dresses'],
    ranges: ['Hollis', 'Juno', 'Wick', 'Greer', 'Odell', 'Nell'],
  },
  {
    name: 'Marrowby',
    factor: 1,
    categories: ['knitwear', 'shirts', 'dresses', 'bedding'],
    ranges: ['Linden', 'Tamsin', 'Orla', 'Petra', 'Isla', 'Winslow'],
  },
  {
    name: 'Ostervey',
    factor: 1.35,
    categories: ['coats', 'knitwear', 'trousers', 'dresses'],
    ranges: ['Alma', 'Sorrel', 'Sidonie', 'Cass', 'Renard', 'Verity'],
  },
  {
    name: 'Quillon Row',
    factor: 1.1,
    categories: ['jackets', 'shirts', 'trousers', 'totes'],
    ranges: ['Savoy', 'Clerk', 'Foundry', 'Ledger', 'Arcade', 'Gasworks'],
  },
  {
    name: 'Addlestrand',
    factor: 0.78,
    categories: ['shirts', 'dresses', 'sneakers', 'totes'],
    ranges: ['Bay', 'Shingle', 'Jetty', 'Lido', 'Dune', 'Samphire'],
  },
  {
    name: 'Brackenfell',
    factor: 1.05,
    categories: ['boots', 'backpacks', 'tents', 'sneakers'],
    ranges: ['Pike', 'Gable', 'Stile', 'Whin', 'Garth', 'Combe'],
  },
  {
    name: 'Sundholt',
    factor: 0.85,
    categories: ['boots', 'sneakers', 'shoes'],
    ranges: ['Pier', 'Tram', 'Quay', 'Loop', 'Meadow', 'Yard'],
  },
  {
    name: 'Stroudal',
    factor: 1.3,
    categories: ['boots', 'sneakers', 'shoes'],
    ranges: ['Bailey', 'Ferris', 'Otway', 'Penrose', 'Quill', 'Tolland'],
  },
  {
    name: 'Teaselock',
    factor: 0.8,
    categories: ['backpacks', 'totes', 'luggage'],
    ranges: ['Acorn', 'Bramble', 'Conker', 'Hazel', 'Spindle', 'Thistle'],
  },
  {
    name: 'Pannierhouse',
    factor: 1,
    categories: ['backpacks', 'totes', 'luggage'],
    ranges: ['Boulevard', 'Canal', 'Junction', 'Relay', 'Viaduct', 'Terminus'],
  },
  {
    name: 'Ferrowick',
    factor: 1.3,
    categories: ['backpacks', 'totes', 'luggage', 'shoes'],
    ranges: ['Antwerp', 'Bergen', 'Cadiz', 'Lugano', 'Porto', 'Trieste'],
  },
  {
    name: 'Oakhollin',
    factor: 1,
    categories: ['lighting', 'rugs', 'tableware'],
    ranges: ['Byre', 'Croft', 'Gable End', 'Hearth', 'Lintel', 'Mantel'],
  },
  {
    name: 'Lumenroe',
    factor: 1.1,
    categories: ['lighting'],
    ranges: ['Astra', 'Corona', 'Dusk', 'Halo', 'Penumbra', 'Solstice'],
  },
  {
    name: 'Wrenfold',
    factor: 1.3,
    categories: ['bedding', 'rugs', 'lighting'],
    ranges: ['Barley', 'Fallow', 'Heron', 'Lapwing', 'Plover', 'Sedge'],
  },
  {
    name: 'Nordhavel',
    factor: 0.78,
    categories: ['lighting', 'bedding', 'rugs', 'cookware'],
    ranges: ['Anders', 'Bo', 'Elsa', 'Frida', 'Lova', 'Nils'],
  },
  {
    name: 'Calderby',
    factor: 1.3,
    categories: ['cookware', 'knives', 'coffee'],
    ranges: ['Anvil', 'Bessemer', 'Crucible', 'Forge', 'Sterling', 'Tongs'],
  },
  {
    name: 'Hobbinfield',
    factor: 1,
    categories: ['cookware', 'knives', 'tableware'],
    ranges: ['Larder', 'Orchard', 'Pantry', 'Rosehip', 'Scullery', 'Sunday'],
  },
  {
    name: 'Emberlade',
    factor: 1.05,
    categories: ['coffee', 'tableware', 'cookware', 'knives'],
    ranges: ['Cinder', 'Dawn', 'Ritual', 'Slow', 'Trivet', 'Umber'],
  },
  {
    name: 'Thrush & Kiln',
    factor: 1.2,
    categories: ['tableware', 'coffee'],
    ranges: ['Celandine', 'Fieldfare', 'Mistle', 'Ouzel', 'Reed', 'Stonechat'],
  },
  {
    name: 'Cragmere',
    factor: 1.3,
    categories: ['tents', 'sleeping-bags', 'backpacks', 'flasks'],
    ranges: ['Col', 'Couloir', 'Firn', 'Moraine', 'Serac', 'Tor'],
  },
  {
    name: 'Drumlinway',
    factor: 0.8,
    categories: ['tents', 'sleeping-bags', 'flasks'],
    ranges: ['Amble', 'Bothy', 'Daytrip', 'Fjord', 'Lakeside', 'Weekender'],
  },
  {
    name: 'Mossgarth',
    factor: 1,
    categories: ['sleeping-bags', 'flasks', 'backpacks', 'tents'],
    ranges: ['Birch', 'Fern', 'Lichen', 'Marten', 'Otter', 'Willow'],
  },
  {
    name: 'Auralith',
    factor: 1.3,
    categories: ['headphones', 'speakers'],
    ranges: ['Adagio', 'Cadence', 'Legato', 'Nocturne', 'Sonata', 'Vivace'],
  },
  {
    name: 'Velquist',
    factor: 1,
    categories: ['headphones', 'speakers', 'televisions'],
    ranges: ['Arc', 'Meridian', 'Node', 'Orbit', 'Prism', 'Vector'],
  },
  {
    name: 'Tessivox',
    factor: 0.75,
    categories: ['headphones', 'speakers', 'televisions'],
    ranges: ['Chirp', 'Mono', 'Pop', 'Riff', 'Skip', 'Tempo'],
  },
  {
    name: 'Brightsedge',
    factor: 1.1,
    categories: ['televisions'],
    ranges: ['Gallery', 'Matinee', 'Panorama', 'Premiere', 'Studio', 'Vista'],
  },
];

/** The brands that make products of a category, in the order above. */
export function brandsOf(category: string): readonly Brand[] {
  return brands.filter((brand) => brand.categories.includes(category));
}
