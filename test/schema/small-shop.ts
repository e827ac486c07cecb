import type { Database } from '../../src/db/database.ts';

/**
 * Five products, few enough to know every answer by heart; ids are fixed. The trap: the lamp's red costs 120 but is
 * sold out, its blue is in stock at 180, so no one offer of it is both below 150 and in stock.
 */
export async function fillSmallShop(database: Database): Promise<void> {
  for (const statement of statements) await database.query(statement);
}

const statements = [
  `insert into product.price_list (price_list_id, code, name, currency, is_default) values
     (1, 'usd', 'US dollars', 'USD', true), (2, 'eur', 'Euros', 'EUR', false)`,
  `insert into product.price_list (price_list_id, code, name, currency, customer_group) values
     (3, 'usd-trade', 'Trade', 'USD', 'trade')`,
  `insert into product.location (location_id, code, name) values (1, 'main', 'Main')`,
  `insert into product.category (category_id, parent_id, slug, name) values
     (1, null, 'home', 'Home'), (2, 1, 'lamps', 'Lamps'), (3, 1, 'chairs', 'Chairs')`,
  `insert into product.brand (brand_id, slug, name) values (1, 'lumen-works', 'Lumen Works')`,
  `insert into product.attribute (name, label, type) values ('colour', 'Colour', 'text'), ('material', 'Material', 'text')`,
  `insert into product.product (product_id, handle, title, description, category_id, brand_id, attributes, released_on, rating) values
     (1, 'desk-lamp', 'Desk lamp', 'A lamp for reading.', 2, 1, '{"material": ["steel", "glass"]}', '2025-03-01', 4.50),
     (2, 'floor-lamp', 'Floor lamp', 'A tall lamp.', 2, 1, '{"material": "steel"}', '2025-02-01', 4.00),
     (3, 'oak-chair', 'Oak chair', 'A chair of oak.', 3, null, '{"material": "oak"}', '2025-01-01', null),
     (4, 'old-lamp', 'Old lamp', 'A lamp whose price has ended.', 2, null, '{}', null, null),
     (5, 'secret-lamp', 'Secret lamp', 'A lamp for the trade.', 2, null, '{}', null, null)`,
  `insert into product.variant (product_id, variant_id, sku, options, weight_grams) values
     (1, 11, 'DL-RED', '{"colour": "red"}', 800), (1, 12, 'DL-BLUE', '{"colour": "blue"}', 850.5),
     (2, 21, 'FL-1', '{}', null), (3, 31, 'OC-1', '{}', 5000), (4, 41, 'OL-1', '{}', null), (5, 51, 'SL-1', '{}', null)`,
  `insert into product.audience (product_id, customer_group) values (5, 'trade')`,
  `insert into product.price (product_id, variant_id, price_list_id, amount, compare_at, valid) values
     (1, 11, 1, 120, 150, '[2024-01-01T00:00:00Z,)'), (1, 12, 1, 180, null, '[2024-01-01T00:00:00.123456Z,)'),
     (1, 12, 2, 170, null, '[2024-01-01T00:00:00Z,)'),
     (2, 21, 1, 60, null, '[2024-01-01T00:00:00Z,2025-06-01T00:00:00Z)'), (2, 21, 1, 90.5, null, '[2025-06-01T00:00:00Z,2099-01-01T00:00:00Z)'),
     (3, 31, 1, 140, null, '[2024-01-01T00:00:00Z,)'),
     (4, 41, 1, 10, null, '[2024-01-01T00:00:00Z,2024-02-01T00:00:00Z)'),
     (5, 51, 1, 50, null, '[2024-01-01T00:00:00Z,)')`,
  `insert into product.stock (product_id, variant_id, location_id, on_hand, reserved) values
     (1, 11, 1, 2, 2), (1, 12, 1, 40, 0), (2, 21, 1, 3, 1), (5, 51, 1, 9, 0)`,
];
