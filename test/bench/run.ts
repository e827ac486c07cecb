import { writeFile } from 'node:fs/promises';
import { parseBenchOptions, usage } from './bench-options.ts';
import { makeCuts } from './cut.ts';
import { measureGrowth, measureSpread } from './growth.ts';
import { measureHttp } from './http.ts';
import { describeMachine, type Machine } from './machine.ts';
import { type Cell, measureCell } from './measure-cell.ts';
import { type ChatFigures, describeChat, measureChat } from './measure-chat.ts';
import { measureInterpretation, measureInterpretationGrowth } from './measure-interpretation.ts';
import { describePipeline, measurePipeline, type PipelineFigures, pipelineDimensions } from './pipeline.ts';
import { readQuestions } from './question.ts';
import { questions } from './questions.ts';
import {
  type BenchFigures,
  describeGrowth,
  describeInterpretationGrowth,
  describeMachineLine,
  describeShop,
  type ShopFigures,
} from './report.ts';
import { sentences } from './sentences.ts';
import { openShopDatabase } from './shop-database.ts';

const serverUrl = process.env.TRUESHELF_TEST_DATABASE_URL || null;
const engine = serverUrl === null ? 'embedded' : 'server';
const args = process.argv.slice(2);
if (args.includes('--help')) {
  process.stdout.write(usage);
  process.exit(0);
}
const options = parseBenchOptions(args, serverUrl !== null);
if (options.pipeline) {
  const figures: PipelineFigures[] = [];
  for (const products of options.sizes) {
    for (const dimensions of pipelineDimensions) {
      const measured = await measurePipeline(serverUrl, products, dimensions);
      figures.push(measured);
      process.stdout.write(describePipeline(measured));
    }
  }
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(figures, null, 2)}\n`);
  process.exit(0);
}
if (options.chat) {
  const figures: ChatFigures[] = [];
  for (const products of options.sizes) {
    const shop = await openShopDatabase(serverUrl, products, options.keep);
    try {
      figures.push(...(await measureChat(shop.database, products, questions, options.rounds)));
    } finally {
      await shop.end();
    }
  }
  process.stdout.write(describeChat(figures));
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(figures, null, 2)}\n`);
  process.exit(0);
}
const measuredAt = new Date().toISOString();

let machine: Machine | undefined;
const shops: ShopFigures[] = [];
for (const products of options.sizes) {
  const shop = await openShopDatabase(serverUrl, products, options.keep);
  try {
    if (machine === undefined) {
      machine = await describeMachine(shop.database);
      process.stdout.write(describeMachineLine(engine, machine));
    }
    // One connection for all, so that each way of searching has its plans and catalogue caches warm.
    const { asked, cells, interpretation } = await shop.database.session(async (connection) => {
      const interpretation = {
        questions: await measureInterpretation(connection, questions, options.rounds),
        sentences: await measureInterpretation(connection, sentences, options.rounds),
      };
      const known = await readQuestions(connection, questions);
      const measured: Cell[] = [];
      for (const cut of await makeCuts(connection)) {
        process.stderr.write(`${products} products, ${cut.products} qualify\n`);
        measured.push(await measureCell(connection, known, cut, options.rounds));
      }
      return { asked: known.length, cells: measured, interpretation };
    });
    const http =
      shop.url !== null && options.httpSizes.includes(products)
        ? await measureHttp(shop.url, products, questions)
        : null;
    const spread = measureSpread({ products, cells });
    const figures = { products, questions: asked, load: shop.load, cells, spread, interpretation, http };
    shops.push(figures);
    process.stdout.write(describeShop(figures));
  } finally {
    await shop.end();
  }
}

if (machine !== undefined) {
  const growth = measureGrowth(shops);
  const interpretationGrowth = measureInterpretationGrowth(shops);
  process.stdout.write(describeGrowth(growth));
  process.stdout.write(describeInterpretationGrowth(interpretationGrowth));
  const figures: BenchFigures = {
    engine,
    measuredAt,
    rounds: options.rounds,
    machine,
    shops,
    growth,
    interpretationGrowth,
  };
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(figures, null, 2)}\n`);
}
