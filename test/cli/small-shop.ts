import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './run-cli.ts';

const products: readonly [handle: string, title: string, amount: string, onHand: number][] = [
  ['rain-jacket', 'Light rain jacket', '80.00', 5],
  ['leather-jacket', 'Leather biker jacket', '240.00', 3],
  ['summer-jacket', 'Summer linen jacket', '95.00', 0],
  ['trail-shoe', 'Trail running shoe', '120.00', 9],
  ['city-shoe', 'Leather city shoe', '140.00', 2],
  ['wool-scarf', 'Wool scarf', '35.00', 12],
];

/** A catalogue of six products as JSON Lines, and the file's path. */
export function writeSmallShop(faultyLines: readonly string[] = []): string {
  const lines = products.map(([handle, title, amount, onHand]) =>
    JSON.stringify({
      handle,
      title,
      category: handle.endsWith('jacket')
        ? 'clothes/jackets'
        : handle.endsWith('shoe')
          ? 'shoes'
          : 'clothes/scarves',
      brand: 'Northfell',
      variants: [
        {
          sku: `${handle}-1`,
          prices: [{ amount, currency: 'USD', validFrom: '2026-01-01T00:00:00Z' }],
          stock: [{ location: 'main', onHand }],
        },
      ],
    }),
  );
  const path = join(makeFolder(), 'small-shop.jsonl');
  writeFileSync(path, [...lines, ...faultyLines, ''].join('\n'));
  return path;
}
