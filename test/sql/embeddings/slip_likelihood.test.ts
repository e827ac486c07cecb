import { expect, it } from 'vitest';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

it.each([
  ['equal words', 'jacket', 'jacket', 10],
  ['a letter left out', 'jaket', 'jacket', 10],
  ['the first letter left out', 'acket', 'jacket', 10],
  ['the last letter left out', 'jacke', 'jacket', 10],
  ['one of twins left out', 'leter', 'letter', 10],
  ['neighbours swapped', 'jakcet', 'jacket', 10],
  ['the first two swapped', 'ajcket', 'jacket', 10],
  ['the last two swapped', 'jackte', 'jacket', 10],
  ['a wrong letter', 'jacxet', 'jacket', 1],
  ['a wrong last letter', 'jackex', 'jacket', 1],
  ['a letter too many', 'jackxet', 'jacket', 1],
  ['a letter too many at the end', 'jacketx', 'jacket', 1],
  ['two wrong letters', 'jxcxet', 'jacket', 0],
  ['two letters left out', 'jket', 'jacket', 0],
  ['a swap and a wrong letter', 'jakcxt', 'jacket', 0],
  ['letters swapped that are no neighbours', 'jeckat', 'jacket', 0],
])(
  'of %s (%s for %s) is %i, and a form of slips() exactly where it is above 0',
  async (_what, written, meant, likelihood) => {
    expect(
      await shop.query(
        'select embeddings.slip_likelihood($1, $2) as likelihood, $2 = any (embeddings.slips($1)) as slip',
        [written, meant],
      ),
    ).toEqual([{ likelihood, slip: likelihood > 0 }]);
  },
);
