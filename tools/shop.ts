import { demoShop } from '../seeds/demo-shop.ts';
import { readArguments, readWholeNumber } from '../src/command.ts';
import { UsageError } from '../src/errors.ts';
import type { ProductRecord } from '../src/import/catalogue-record.ts';
import { sentencesOf } from './sentences.ts';

/*
 * The demo shop as a person reads it, without a database: npm run shop -- jackets, or --check for the faults alone.
 * Faults: a sentence that any other product of the shop says too, and a title that had to get a number.
 */
const usage = `Usage: npm run shop -- [CATEGORY …] [--first N] [--check]

Prints products of the demo shop to read, and behind them what is wrong: a sentence said twice, a title that got a number.

  CATEGORY   such as jackets, apparel or apparel/jackets [the whole shop]
  --first N  print so many products at most, 1 to 1,000,000 [1000]
  --check    print only what is wrong

Exit status: 0 printed, 1 no such category, 2 wrong usage.
`;

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

function run(args: string[]): 0 | 1 {
  const { values, positionals } = readArguments({
    args,
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      first: { type: 'string', default: '1000' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const first = readWholeNumber('first', values.first, 1, 1_000_000);
  const products = [...demoShop(new Date())].filter(
    (record): record is ProductRecord => record.type === undefined || record.type === 'product',
  );
  const categories = [...new Set(products.map(({ category }) => category))].sort();
  for (const part of positionals) {
    if (categories.some((category) => isWithin(category, part))) continue;
    console.error(
      `Found no category ${JSON.stringify(part)}; expected one of these, or a part of its name:\n  ${categories.join('\n  ')}`,
    );
    return 1;
  }
  const asked = products.filter(
    ({ category }) => positionals.length === 0 || positionals.some((part) => isWithin(category, part)),
  );
  if (!values.check) for (const product of asked.slice(0, first)) printProduct(product);
  printFaults(products, asked);
  const variants = asked.reduce((sum, product) => sum + product.variants.length, 0);
  console.log(`${asked.length} products, ${variants} variants`);
  return 0;
}

/** "apparel/jackets" is within "jackets", "apparel" and itself. */
function isWithin(category: string, part: string): boolean {
  return `/${category}/`.includes(`/${part}/`);
}

function printFaults(products: readonly ProductRecord[], asked: readonly ProductRecord[]): void {
  const saidBy = new Map<string, string[]>();
  for (const { handle, description } of products) {
    for (const sentence of sentencesOf(description ?? '')) {
      saidBy.set(sentence, [...(saidBy.get(sentence) ?? []), handle]);
    }
  }
  const handles = new Set(asked.map(({ handle }) => handle));
  for (const [sentence, by] of saidBy) {
    if (by.length > 1 && by.some((handle) => handles.has(handle)))
      console.log(`said ${by.length} times: ${sentence} (${by.join(', ')})`);
  }
  for (const { title } of asked) if (/ No\. \d+$/.test(title)) console.log(`no free title: ${title}`);
}

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
