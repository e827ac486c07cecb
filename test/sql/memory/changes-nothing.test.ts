import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../harness/in-transaction.ts';
import { begin } from '../fixture/converse.ts';
import { useShop } from '../fixture/use-shop.ts';
import { talk, tell, toldOf } from './told.ts';

const shop = useShop();

describe('a turn that names nothing to look for', () => {
  const before = ['leather jacket', 'under $150'];

  it.each([
    ['why?', 'why', 'it names nothing to look for, so that what was asked before goes on'],
    ['forget blue', 'forget blue', 'nothing of this was asked for, so there is nothing to forget'],
    [
      'forget the product',
      'forget the product',
      'nothing of this was asked for, so there is nothing to forget',
    ],
  ])('leaves the memory as it is and says so: %s', async (question, words, reason) => {
    const [held, told] = [await tell(shop, before), await tell(shop, [...before, question])];
    expect(told.facts).toEqual(held.facts);
    expect(told.handles).toEqual(held.handles);
    expect(told.ignored).toContainEqual([words, 'NOT_POSSIBLE', reason]);
  });
});

describe('a turn that says the same kind of thing again', () => {
  it('has one upper bound, also beside "also"', async () => {
    const told = await tell(shop, ['leather jacket under $100', 'also under $200']);
    expect(told.demands).toEqual(['PRICE_MAX under $200.00']);
  });

  it('searches what stands behind "never mind" and a mark', async () => {
    const told = await tell(shop, ['leather jacket', 'never mind, in black']);
    expect(told.residue).toBe('leather jacket');
    expect(told.demands).toEqual(['ATTRIBUTE:colour colour: black']);
  });
});

describe('a product to compare with that is gone since it was shown', () => {
  it('is named as such, and the rest of the turn is searched', () =>
    inTransaction(shop, async (session) => {
      const [first] = await talk(session, ['leather jacket']);
      const { title, productId } = first!.page.items[1]!;
      await session.query(`update product.product set status = 'archived' where product_id = $1`, [
        productId,
      ]);
      const told = toldOf(
        await begin(session, 'like the second one but cheaper', {
          k: 5,
          conversation: first!.conversationId,
        }),
      );
      expect(told.ignored).toContainEqual([
        'the second one',
        'NOT_POSSIBLE',
        `the ${title} is no more in the catalogue, so that nothing can be compared with it`,
      ]);
      expect(told.handles).not.toEqual([]);
    }));
});
