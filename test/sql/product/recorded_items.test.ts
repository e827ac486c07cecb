import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import type { ChatEvidenceItem, RecordedAttribute } from '../../../src/narration/chat-answer.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { search, wholesale } from '../fixture/ask.ts';
import { begin, complete, converse, readDecision } from '../fixture/converse.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

async function recordedItems(database: Queryable, ...items: object[]): Promise<ChatEvidenceItem[]> {
  const [row] = await database.query<{ items: ChatEvidenceItem[] }>(
    'select product.recorded_items($1::jsonb) as items',
    [JSON.stringify(items)],
  );
  return row!.items;
}

const told = (attributes: RecordedAttribute[] | undefined) =>
  attributes?.map(({ name, label, value }) => `${name}|${label}|${value}`);

const leather = ['colour|Colour|brown', 'material|Material|leather', 'released_on|Released|1 March 2024'];

describe('the evidence of a chat', () => {
  it('has the rating and the attributes of each product, with the options of the variant that is shown', async () => {
    const { page } = await begin(shop, 'Featherlight leather jacket', { k: 1 });
    const [item] = page.items;
    expect([item?.sku, item?.rating]).toEqual(['FJ-BROWN-S', '4.8']);
    expect(told(item?.attributes)).toEqual([...leather, 'size|Size|S']);
    expect(Object.keys(item?.attributes?.[0] ?? {}).sort()).toEqual(['label', 'name', 'value']);
  });

  it('has them for the product that a question is about', async () => {
    const { conversationId } = await converse(shop, 'Featherlight leather jacket', { k: 1 });
    const { move, page, item } = await begin(shop, 'what does it weigh?', { conversation: conversationId });
    expect([move, page.items[0]?.rating]).toEqual(['ITEM', '4.8']);
    expect(told(page.items[0]?.attributes)).toEqual([...leather, 'size|Size|S']);
    expect(told(item?.attributes)).not.toContain('size|Size|S');
  });

  it('has them in memory, and of them the decision has the rating only', async () => {
    const { turnId, page } = await begin(shop, 'Featherlight leather jacket', { k: 1 });
    const [kept] = await shop.query<{ items: unknown }>(
      `select answer #> '{page,items}' as items from memory.turn where turn_id = $1`,
      [turnId],
    );
    expect(kept?.items).toEqual(page.items);
    const { evidence } = await readDecision(shop, await complete(shop, turnId));
    const [shown] = evidence as Record<string, unknown>[];
    expect([shown?.rating, shown && 'attributes' in shown]).toEqual(['4.8', false]);
  });

  it('is a search with more beside each row: api.search has neither', async () => {
    const question = { text: 'leather jacket', k: 3 };
    const [item] = (await search(shop, question)).items;
    expect([item && 'rating' in item, item && 'attributes' in item]).toEqual([false, false]);
  });
});

describe('product.recorded_items', () => {
  it('keeps items, their order and what is in them', async () => {
    const items = [3, 16, 1].map((id) => ({ productId: String(id), options: {}, rank: id, odd: [null] }));
    expect(await recordedItems(shop, ...items)).toMatchObject(items);
    expect(await recordedItems(shop)).toEqual([]);
  });

  it('says null where nobody rated the product, and [] where nothing is recorded', async () => {
    await inTransaction(shop, async (database) => {
      await database.query('update product.product set released_on = null where product_id in (16, 19)');
      const items = [16, 19].map((id) => ({ productId: String(id), options: {} }));
      const found = await recordedItems(database, ...items);
      expect(found.map(({ rating, attributes }) => [rating, attributes])).toEqual([
        ['3', []],
        [null, []],
      ]);
    });
  });

  it('gives measures, flags and lists as people read them', async () => {
    await inTransaction(shop, async (database) => {
      await database.query(
        `update product.product set released_on = null, attributes = '{"capacity": 1.50, "fast": true, "loud": false, "made_of": ["steel", "brass"], "empty": "", "rating": "PG-13"}'
         where product_id = 15`,
      );
      const [item] = await recordedItems(database, { productId: '15', options: { colour: 'red' } });
      expect(item?.rating).toBe('4.4');
      expect(told(item?.attributes)).toEqual([
        ...['capacity|Capacity|1.5 GB', 'colour|Colour|red', 'fast|Fast|yes', 'loud|Loud|no'],
        ...['made_of|Made of|steel, brass', 'rating|Rating|PG-13'],
      ]);
    });
  });

  it('lets the option of the variant go before an attribute of the same name', async () => {
    const [item] = await recordedItems(shop, { productId: '3', options: { material: 'lambskin' } });
    expect(told(item?.attributes)).toEqual(['material|Material|lambskin', leather[2]]);
  });

  it.each([
    ['a shopper', '', [null, []]],
    ['who is of its customer group', wholesale.group, ['5', ['leather, zibeline', '1 June 2024']]],
  ])('tells %s of a product for the trade what row security lets through', async (_who, group, expected) => {
    await inTransaction(shop, async (database) => {
      await database.query("select set_config('trueshelf.customer_group', $1, true)", [group ?? '']);
      await database.query('set local role trueshelf_api');
      const [item] = await recordedItems(database, { productId: '9', options: {} });
      expect([item?.rating, item?.attributes?.map(({ value }) => value)]).toEqual(expected);
    });
  });
});
