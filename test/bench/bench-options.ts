import { parseArgs } from 'node:util';
import { largestDemoShop, smallestDemoShop } from '../../seeds/demo-shop.ts';

export interface BenchOptions {
  /** Products of each shop, in the order of measuring. */
  sizes: readonly number[];
  /** Timed rounds over all questions; one more goes before them, to warm up and to judge the recall. */
  rounds: number;
  /** Sizes that are also measured over HTTP. */
  httpSizes: readonly number[];
  /** Measure the embedding of products in place of searching. */
  pipeline: boolean;
  /** Measure chats in place of searching. */
  chat: boolean;
  /** Where the figures go as JSON. */
  json: string | undefined;
  /** Leave the databases, and use those that are there. */
  keep: boolean;
}

export const usage = `Usage: npm run bench -- [--products 2000,20000,200000] [--rounds N] [--http SIZES|none] [--keep] [--json FILE]
       npm run bench -- --pipeline [--products 2000,20000] [--json FILE]
       npm run bench -- --chat [--products 2000,20000] [--rounds N] [--keep] [--json FILE]

Search against an exact scan and against plain HNSW, at falling shares of qualifying products, and what reading a text costs,
in one run.
With TRUESHELF_TEST_DATABASE_URL on that server, in databases trueshelf_bench_<size>; without, embedded and 2000 only.

  --products SIZES  shops to measure [2000; on a server 2000,20000,200000, of which the last takes ten minutes to fill]
  --rounds N        timed rounds over all questions, after one to warm up [3]
  --http SIZES      shops to measure over HTTP too, on a server only [20000]
  --pipeline        instead: products a second that a worker embeds while the provider, a fake, answers at once, and its calls
                    against the fewest that would do [2000; on a server 2000,20000]
  --chat            instead: milliseconds to the evidence of a chat, to its first sentence and to its end, over HTTP, with the
                    template and with a fake model that sends its first token after 300 ms [2000; on a server 2000,20000]
  --keep            leave the databases, and use those that an earlier run left
  --json FILE       write the figures as JSON
`;

/** Throws an Error that says what was expected. */
export function parseBenchOptions(args: readonly string[], onServer: boolean): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      products: { type: 'string' },
      pipeline: { type: 'boolean', default: false },
      chat: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '3' },
      http: { type: 'string', default: '20000' },
      json: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  });
  const usual = values.pipeline || values.chat ? '2000,20000' : '2000,20000,200000';
  const sizes = readSizes('products', values.products ?? (onServer ? usual : '2000'));
  return {
    sizes,
    pipeline: values.pipeline,
    chat: values.chat,
    rounds: readWholeNumber('rounds', values.rounds, 1, 100),
    httpSizes: onServer && values.http !== 'none' ? readSizes('http', values.http) : [],
    json: values.json,
    keep: values.keep,
  };
}

function readSizes(name: string, text: string): number[] {
  return text.split(',').map((part) => readWholeNumber(name, part, smallestDemoShop, largestDemoShop));
}

function readWholeNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new Error(`--${name}: found "${text}", expected a whole number from ${min} to ${max}.\n\n${usage}`);
}
