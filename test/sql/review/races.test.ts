import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { onServer } from '../../harness/engine.ts';
import { useShop } from '../fixture/use-shop.ts';

const attributes = `update product.product set attributes = '{"material": "tin"}' where product_id = 13`;
const restriction = `insert into product.audience (product_id, customer_group) values (13, 'vip')`;
const variant = `insert into product.variant (product_id, variant_id, sku, options) values (13, 900, 'NEW', '{"finish": "matt"}')`;
const registration = `insert into product.attribute (name, label) values ('finish', 'Finish')`;
const brand = `update product.brand set name = 'Panworks' where brand_id = 4`;
const category = `update product.category set name = 'Skillets' where category_id = 6`;
const product = `insert into product.product (product_id, handle, title, category_id, brand_id) values (900, 'wok', 'Wok', 6, 4)`;

const held = 'select attributes, audience from product.variant where variant_id = 900';
const words = 'select search::text from product.product where product_id = 900';

// The embedded engine has one connection, and so no two writers at once.
describe.runIf(onServer())('what two write at once', () => {
  const shop = useShop();

  const cases: [string, string, string, string, unknown[]][] = [
    ['attributes', attributes, variant, held, [{ attributes: { material: ['tin'] }, audience: null }]],
    [
      'a restriction',
      restriction,
      variant,
      held,
      [{ attributes: { material: ['aluminium'] }, audience: ['vip'] }],
    ],
    [
      'a registration',
      registration,
      variant,
      held,
      [{ attributes: { finish: ['matt'], material: ['aluminium'] }, audience: null }],
    ],
    ['a brand', brand, product, words, [{ search: `'panwork':2B 'pan':3B 'wok':1A` }]],
    ['a category', category, product, words, [{ search: `'skillet':3B 'tefalon':2B 'wok':1A` }]],
  ];

  it.each(
    cases.flatMap(([what, change, newcomer, question, expected]) => [
      [`${what} before a newcomer`, change, newcomer, question, expected] as const,
      [`a newcomer before ${what}`, newcomer, change, question, expected] as const,
    ]),
  )('meets: %s', async (_what, first, second, question, expected) => {
    await shop.session(async (one) => {
      await shop.session(async (two) => {
        await one.query('begin');
        await one.query(first);
        const other = two.query(second);
        await sleep(150); // the second waits for the first by now
        await one.query('commit');
        await other;
      });
    });
    const found = await shop.query<Record<string, unknown>>(question);
    for (const statement of [
      'delete from product.variant where variant_id = 900',
      'delete from product.product where product_id = 900',
      'delete from product.audience where product_id = 13',
      `delete from product.attribute where name = 'finish'`,
      `update product.product set attributes = '{"material": "aluminium"}' where product_id = 13`,
      `update product.brand set name = 'Tefalon' where brand_id = 4`,
      `update product.category set name = 'Pans' where category_id = 6`,
    ]) {
      await shop.query(statement);
    }
    expect(sorted(found)).toEqual(sorted(expected as Record<string, unknown>[]));
  });

  /** Words come in the order of the alphabet, which the expected ones need not. */
  const sorted = (rows: Record<string, unknown>[]) =>
    rows.map((row) => (typeof row.search === 'string' ? row.search.split(' ').sort() : row));
});
