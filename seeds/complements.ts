/**
 * What goes with what, by category, and how well: 1 is best. A rule holds for everything below its category and means
 * everything below the other. Not both ways of itself: a scarf goes with a coat, and nobody buys a coat for a scarf.
 */
export const complements: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  jackets: { 'hats-and-scarves': 1, boots: 0.8, jeans: 0.8, knitwear: 0.6 },
  coats: { 'hats-and-scarves': 1, boots: 0.9, knitwear: 0.7 },
  shirts: { trousers: 1, shoes: 0.8, knitwear: 0.6 },
  trousers: { shirts: 1, shoes: 0.8 },
  dresses: { sandals: 0.9, totes: 0.7, 'hats-and-scarves': 0.5 },
  jeans: { 't-shirts': 1, sneakers: 0.9, boots: 0.6 },
  activewear: { sneakers: 1, flasks: 0.7, towels: 0.4 },
  luggage: { backpacks: 0.8, wallets: 0.6, chargers: 0.6 },
  seating: { cushions: 1, tables: 0.8, lighting: 0.7, rugs: 0.6 },
  tables: { seating: 1, lighting: 0.6, rugs: 0.5 },
  bedding: { sleepwear: 0.8, cushions: 0.7, lighting: 0.4 },
  cookware: { knives: 0.9, bakeware: 0.7, tableware: 0.5 },
  coffee: { tableware: 1, glassware: 0.6, 'small-appliances': 0.5 },
  tableware: { glassware: 1, 'small-appliances': 0.3 },
  tents: { 'sleeping-bags': 1, 'camp-kitchen': 0.9, flasks: 0.5 },
  'sleeping-bags': { tents: 0.9, 'camp-kitchen': 0.6 },
  cycling: { activewear: 0.8, backpacks: 0.6, flasks: 0.6 },
  televisions: { speakers: 1, storage: 0.4 },
  monitors: { keyboards: 1, chargers: 0.5, headphones: 0.4 },
};
