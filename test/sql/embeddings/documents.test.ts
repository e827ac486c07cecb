import { describe, expect, it } from 'vitest';
import type { Queryable } from '../../../src/db/database.ts';
import { inTransaction } from '../../harness/in-transaction.ts';
import { addModel, documentTemplate } from '../fixture/queue.ts';
import { useShop } from '../fixture/use-shop.ts';

const shop = useShop();

const documents = async (database: Queryable, model: string, productIds: number[]) =>
  database.query<{ product_id: string; content: string | null; content_hash: string }>(
    `select d.product_id, d.content, encode(d.content_hash, 'hex') as content_hash
     from embeddings.model m cross join lateral embeddings.documents(m.model_id, $2) d
     where m.name = $1 order by d.product_id`,
    [model, productIds],
  );

/** The text of one product by a template. */
const text = async (database: Queryable, template: string, productId: number) => {
  await addModel(database, 'm', { template });
  return (await documents(database, 'm', [productId]))[0]?.content;
};

const stale = async (database: Queryable, model: string, productIds: number[]) =>
  (
    await database.query<{ stale: string[] }>(
      'select embeddings.stale_products(m.model_id, $2) as stale from embeddings.model m where m.name = $1',
      [model, productIds],
    )
  )[0]!.stale;

describe('embeddings.documents', () => {
  it('fills in the template, with the options of all variants, distinct and sorted, and their SHA-256', () =>
    inTransaction(shop, async (database) => {
      await addModel(database, 'm', { template: documentTemplate });
      const [first, other] = await documents(database, 'm', [1, 14, 999]);
      expect(first?.content).toBe(
        'Biker leather jacket\nCategory: Leather jackets\nBrand: Acme\nmaterial: leather\ncolour: blue, red; size: L, M\nHeavy cowhide with a belt.',
      );
      expect(other?.content).toBe(
        'Under the sink organiser\nCategory: Organisers\nmaterial: plastic\nTwo sliding drawers.',
      );
      const [hash] = await database.query<{ hash: string }>(
        `select encode(sha256(convert_to($1, 'UTF8')), 'hex') as hash`,
        [other?.content],
      );
      expect(other?.content_hash).toBe(hash?.hash);
    }));

  it.each([
    [
      'a line whose fields are all empty is left out, one without fields stays',
      'A product\n{brand}\n{options} {brand}\n({title})',
      14,
      'A product\n(Under the sink organiser)',
    ],
    ['a line of which one field is empty stays', '{brand} {title}', 14, ' Under the sink organiser'],
    ['a text may come to nothing', '{brand}\n{options}', 14, ''],
    [
      'other braces and percent signs are text',
      '100% {price} %1$s {title}',
      14,
      '100% {price} %1$s Under the sink organiser',
    ],
    [
      'attributes of several values, numbers and underscores are written alike',
      '{attributes}',
      15,
      'capacity: 150; warranty: 2 years',
    ],
    ['several values of one attribute are listed', '{attributes}', 9, 'material: leather, zibeline'],
  ])('%s', (_what, template, productId, expected) =>
    inTransaction(shop, async (database) => {
      expect(await text(database, template, productId)).toBe(expected);
    }),
  );

  it('reads nothing into what a product says: braces, percent signs, nested and empty values', () =>
    inTransaction(shop, async (database) => {
      await database.query(
        `update product.product set title = '{brand} 50% %2$s', brand_id = 1, description = E' \\n',
           attributes = '{"z_b": {"in": [true, null, {"x": 1.50}]}, "B": "b", "a": ["", []], "n": null}' where product_id = 14`,
      );
      expect(await text(database, '{title}\n{description}\n{attributes}', 14)).toBe(
        '{brand} 50% %2$s\nB: b; z b: 1.5, true',
      );
    }));

  it('has no text for the built-in model, and the hash of before, so that an upgrade embeds nothing anew', () =>
    inTransaction(shop, async (database) => {
      const [expected] = await database.query<{ hash: string }>(
        `select encode(sha256(convert_to('["Under the sink organiser", null, "Organisers", "Two sliding drawers."]', 'UTF8')), 'hex') as hash`,
      );
      expect(await documents(database, 'builtin-1', [14])).toEqual([
        { product_id: '14', content: null, content_hash: expected?.hash },
      ]);
    }));
});

describe('embeddings.stale_products', () => {
  it('names the products whose vector is missing or of another text', () =>
    inTransaction(shop, async (database) => {
      expect(await stale(database, 'builtin-1', [14, 13, 12, 999])).toEqual([]);
      await database.query(`update product.product set title = title || '!' where product_id in (14, 12)`);
      await database.query('delete from embeddings.product_embedding where product_id = 13');
      expect(await stale(database, 'builtin-1', [14, 13, 12, 11])).toEqual(['12', '13', '14']);
      await database.query(`update product.product set title = rtrim(title, '!') where product_id = 12`);
      expect(await stale(database, 'builtin-1', [14, 13, 12, 11])).toEqual(['13', '14']);
    }));
});
