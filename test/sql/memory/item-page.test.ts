import { beforeAll, describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import type { ItemAnswer } from '../../../src/narration/chat-answer.ts';
import type { EvidenceItem, SearchPage } from '../../../src/retrieval/page.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { useDatabase } from '../../harness/use-database.ts';

const database = useDatabase('demo');
const sku = 'PEL-JUNO-BLACK-S';

let reference: { productId: string; title: string };
let shown: EvidenceItem;

interface Answer {
  page: SearchPage;
  item: ItemAnswer | null;
}

async function ask(
  connection: Queryable,
  { as = shown, to = reference, options = {} }: { as?: unknown; to?: unknown; options?: object } = {},
): Promise<Answer> {
  const [row] = await connection.query<{ answer: Answer }>(
    `select product.item_page(question => 'the first one', reference => $1::jsonb, asked => '["SIZES"]', shown => $2::jsonb,
       options => $3::jsonb, now => statement_timestamp()) as answer`,
    [JSON.stringify(to), JSON.stringify(as), JSON.stringify(options)],
  );
  return row!.answer;
}

beforeAll(async () => {
  const [row] = await database.query<{ id: string; title: string }>(
    'select v.product_id::text as id, p.title from product.variant v join product.product p using (product_id) where v.sku = $1',
    [sku],
  );
  reference = { productId: row!.id, title: row!.title };
  const variant = await database.query<{ id: string }>(
    'select variant_id::text as id from product.variant where sku = $1',
    [sku],
  );
  shown = (await ask(database, { as: { variantId: variant[0]!.id, rank: 3, cursor: 'c3' } })).page.items[0]!;
});

describe('product.item_page', () => {
  it('shows the variant that was shown, with its rank, all offers and what is recorded', async () => {
    const { page, item } = await ask(database);
    expect(
      page.items.map((one) => [one.rank, one.cursor, one.sku, one.title, one.brand, one.category]),
    ).toEqual([[3, 'c3', sku, 'Juno Faux Leather Biker Jacket', 'Pellworth', 'Jackets']]);
    expect(page.items[0]?.checks.map(({ kind, satisfied }) => [kind, satisfied])).toEqual([
      ['CURRENT_PRICE', true],
    ]);
    expect(page.total).toEqual({ value: 1, exact: true });
    expect(page.interpretation.constraints.map(({ id, kind }) => [id, kind])).toEqual([
      ['c1', 'CURRENT_PRICE'],
    ]);
    expect(item?.offers.map((offer) => [offer.sku, offer.options.size, offer.options.colour])).toEqual([
      ['PEL-JUNO-BLACK-S', 'S', 'black'],
      ['PEL-JUNO-BLACK-M', 'M', 'black'],
      ['PEL-JUNO-RUST-M', 'M', 'rust'],
    ]);
    expect(item?.attributes.map(({ label, value }) => `${label}: ${value}`).slice(0, 4)).toEqual([
      'Closure: zip',
      'Fit: slim',
      'Material: faux leather',
      'Rating: 4.2',
    ]);
    expect([item?.asked, item?.changes, item?.gone]).toEqual([['SIZES'], [], false]);
  });

  it('says what changed since it was shown', async () => {
    const before = {
      ...shown,
      title: 'Juno Jacket',
      weightGrams: '1200',
      price: { ...shown.price, amount: '120.00', compareAt: null },
      stock: { available: 2, status: 'LOW', locations: [] },
    };
    const { item } = await ask(database, { as: before });
    expect(item?.changes).toEqual([
      { field: 'TITLE', sku, before: 'Juno Jacket', now: 'Juno Faux Leather Biker Jacket' },
      { field: 'PRICE', sku, before: '$120.00', now: '$98.00' },
      { field: 'COMPARE_AT', sku, before: null, now: '$119.00' },
      { field: 'STOCK', sku, before: 'only 2 left', now: '23 in stock' },
      { field: 'WEIGHT', sku, before: '1.2 kg', now: '850 g' },
    ]);
  });

  it('tells days apart, and times of one day', async () => {
    const [row] = await database.query<{ days: string[] }>(
      `select array[product.day_words('2026-12-02T00:00:00Z', '2026-12-03T00:00:00Z'),
         product.day_words('2026-12-02T00:00:00Z', '2026-12-02T12:30:00Z')] as days`,
    );
    expect(row?.days).toEqual(['2 December 2026', '2 December 2026 00:00:00 UTC']);
  });

  it('shows another variant where that of then is sold no more', async () => {
    await inTransaction(database, async (connection) => {
      await connection.query(
        'delete from product.price p using product.variant v where v.sku = $1 and p.product_id = v.product_id and p.variant_id = v.variant_id',
        [sku],
      );
      const { page, item } = await ask(connection);
      expect(page.items.map((one) => one.sku)).toEqual(['PEL-JUNO-BLACK-M']);
      expect(item?.changes.map(({ field, now }) => [field, now])).toEqual([
        ['PRICE', null],
        ['COMPARE_AT', null],
        ['VALID_TO', null],
        ['STOCK', null],
      ]);
    });
  });

  it('says that a product is gone, and nothing of it to who may not see it', async () => {
    await inTransaction(database, async (connection) => {
      await connection.query("update product.product set status = 'archived' where product_id = $1", [
        reference.productId,
      ]);
      const { page, item } = await ask(connection);
      expect([page.items, page.total.value, page.retrieval.emptyReason]).toEqual([
        [],
        0,
        'Juno Faux Leather Biker Jacket is not sold any more',
      ]);
      expect(item).toEqual({ asked: ['SIZES'], offers: [], attributes: [], changes: [], gone: true });
    });
  });

  it('answers in another currency without comparing prices', async () => {
    const { page, item } = await ask(database, { options: { currency: 'EUR' } });
    expect([page.currency, item?.changes]).toEqual(['EUR', []]);
  });

  it('has no item where nothing is pointed at', async () => {
    const { page, item } = await ask(database, { to: null, as: null });
    expect([page.items, item, page.retrieval.emptyReason]).toEqual([
      [],
      null,
      'the question points at no product that was shown',
    ]);
  });

  it('refuses the future to a shopper (TSFOR)', async () => {
    await expect(ask(database, { options: { asOf: '2090-01-01T00:00:00Z' } })).rejects.toMatchObject({
      code: 'TSFOR',
    });
  });
});
