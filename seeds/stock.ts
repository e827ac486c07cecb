import { harbour, millLane, north, type StockRecord } from './hand-made/parts.ts';
import type { Random } from './random.ts';

/** How a product's stock stands; a product has one, its variants draw their figures from it. */
type StockLife = 'plenty' | 'gaps' | 'low' | 'sold-out' | 'reserved-out' | 'unknown';

const lives: readonly (readonly [weight: number, life: StockLife])[] = [
  [54, 'plenty'],
  [19, 'gaps'],
  [9, 'low'],
  [8, 'sold-out'],
  [5, 'reserved-out'],
  [5, 'unknown'],
];

export function drawStockLife(random: Random): StockLife {
  return random.weigh(lives);
}

/** The stock rows of the product's variant number `position`, counted from 0. None: nobody knows, which is not in stock. */
export function writeStock(life: StockLife, position: number, random: Random): StockRecord[] {
  switch (life) {
    case 'plenty':
      return writePlenty(random);
    case 'gaps':
      return position % 2 === 0
        ? writePlenty(random)
        : [harbour(0), ...(random.chance(0.5) ? [north(0)] : [])];
    case 'low':
      return random.chance(0.5) ? [millLane(random.whole(1, 2))] : [harbour(2, 1), north(0)];
    case 'sold-out':
      return [harbour(0), ...(random.chance(0.4) ? [north(0)] : [])];
    case 'reserved-out': {
      const held = random.whole(1, 6);
      return [harbour(held, held)];
    }
    case 'unknown':
      return [];
  }
}

function writePlenty(random: Random): StockRecord[] {
  const rows = [harbour(random.whole(5, 45), random.chance(0.3) ? random.whole(1, 4) : 0)];
  if (random.chance(0.6)) rows.push(north(random.whole(1, 25), random.chance(0.2) ? 1 : 0));
  if (random.chance(0.25)) rows.push(millLane(random.whole(1, 4)));
  return rows;
}
