import { parseArgs } from 'node:util';
import { demoShop } from '../seeds/demo-shop.ts';
import type { ProductRecord } from '../src/import/catalogue-record.ts';

/*
 * The demo shop as a person reads it, without a database: npm run shop -- jackets, or --check for the faults alone.
 * Faults: a sentence that any other product of the shop says too, and a title that had to get a number.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean' }, first: { type: 'string' } },
});

const products = [...demoShop(new Date())].filter(
  (record): record is ProductRecord => record.type === undefined || record.type === 'product',
);
const asked = products.filter(
  ({ category }) =>
    positionals.length === 0 || positionals.some((slug) => `/${category}/`.includes(`/${slug}/`)),
);
if (!values.check) for (const product of asked.slice(0, Number(values.first ?? 1000))) printProduct(product);

const saidBy = new Map<string, string[]>();
for (const { handle, description } of products) {
  for (const sentence of (description ?? '').split(/(?<=[.!?]) (?=\p{Lu}|\d)/u)) {
    saidBy.set(sentence, [...(saidBy.get(sentence) ?? []), handle]);
  }
}
const handles = new Set(asked.map(({ handle }) => handle));
for (const [sentence, by] of saidBy) {
  if (by.length > 1 && by.some((handle) => handles.has(handle)))
    console.log(`said ${by.length} times: ${sentence} (${by.join(', ')})`);
}
for (const { title } of asked) if (/ No\. \d+$/.test(title)) console.log(`no free title: ${title}`);
const variants = asked.reduce((sum, product) => sum + product.variants.length, 0);
console.log(`${asked.length} products, ${variants} variants`);

function printProduct(product: ProductRecord): void {
  const prices = product.variants.map(
    ({ prices = [] }) => prices.find(({ currency }) => currency === 'USD')?.amount,
  );
  const facts = Object.entries(product.attributes ?? {}).map(([name, value]) => `${name} ${value}`);
  const options = product.variants.map(
    ({ options = {}, weightGrams }) => `${Object.values(options).join(' ')} ${weightGrams} g`,
  );
  console.log(`${product.title}  [${product.brand}, ${product.category}, $${[...new Set(prices)].join('/')}]
  ${product.description}
  ${facts.join(', ')}
  ${options.join('; ')}
`);
}
