import { renderTable } from '../../src/text-table.ts';
import type { Growth, Spread } from './growth.ts';
import type { HttpFigures } from './http.ts';
import type { Machine } from './machine.ts';
import type { Cell } from './measure-cell.ts';
import {
  type InterpretationFigures,
  type InterpretationGrowth,
  type InterpretationKind,
  interpretationKinds,
} from './measure-interpretation.ts';
import type { LoadFigures } from './shop-database.ts';
import type { Measured } from './tally.ts';

export interface ShopFigures {
  products: number;
  questions: number;
  load: LoadFigures;
  cells: Cell[];
  spread: Spread[];
  interpretation: Record<InterpretationKind, InterpretationFigures>;
  http: HttpFigures | null;
}

export interface BenchFigures {
  engine: 'embedded' | 'server';
  measuredAt: string;
  rounds: number;
  machine: Machine;
  shops: ShopFigures[];
  growth: Growth[];
  interpretationGrowth: InterpretationGrowth[];
}

export function describeMachineLine(engine: string, machine: Machine): string {
  const settings = Object.entries(machine.settings).map(([name, value]) => `${name} ${value}`);
  return `${engine} engine, PostgreSQL ${machine.postgres}, pgvector ${machine.pgvector}, Node ${machine.node}; ${machine.cores} cores (${machine.processor}), ${machine.memoryGiB} GiB; ${settings.join(', ')}\n`;
}

/** Everything that was measured of one shop. */
export function describeShop(figures: ShopFigures): string {
  const { products, questions, load, cells, spread, interpretation, http } = figures;
  return [
    `\n${count(products)} products, ${questions} questions${describeLoad(load)}\n`,
    'By meaning alone\n',
    describeByMeaning(cells),
    'By text: words and meaning\n',
    describeByText(cells),
    describeSpread(spread),
    'Reading the text alone: api.interpret\n',
    describeInterpretation(interpretation),
    ...(http === null ? [] : [describeHttp(http)]),
  ].join('\n');
}

function describeLoad({ reused, importSeconds, fitSeconds, embedSeconds }: LoadFigures): string {
  const steps = [
    ['import', importSeconds],
    ['fit', fitSeconds],
    ['embedding and index', embedSeconds],
  ] as const;
  const taken = steps.flatMap(([name, seconds]) =>
    seconds === null ? [] : [`${name} ${seconds.toFixed(1)} s`],
  );
  return `${reused ? ', from an earlier run' : ''}${taken.length === 0 ? '' : `; ${taken.join(', ')}`}`;
}

const shareHeads = ['share %', 'qualify'];
const ourHeads = ['strategy', 'p50 ms', 'p95 ms', 'recall@10', 'worst', 'rows'];

function shareCells({ actualShare, share, products }: Cell): string[] {
  const real = percent(actualShare);
  return [real === percent(share) ? real : `${percent(share)} (${real})`, count(products)];
}

function describeByMeaning(cells: readonly Cell[]): string {
  return renderTable([
    [...shareHeads, ...ourHeads, 'exact scan p50', 'plain HNSW p50', 'recall@10', 'rows', 'index used'],
    ...cells.map((cell) => [
      ...shareCells(cell),
      ...describeOurs(cell.meaning),
      milliseconds(cell.exactScan.p50Ms),
      milliseconds(cell.plainHnsw.p50Ms),
      cell.plainHnsw.recall.toFixed(3),
      cell.plainHnsw.rows.toFixed(1),
      `${Math.round(cell.plainHnswUsed * 100)} %`,
    ]),
  ]);
}

function describeByText(cells: readonly Cell[]): string {
  return renderTable([
    [...shareHeads, ...ourHeads, 'all ranked p50'],
    ...cells.map((cell) => [
      ...shareCells(cell),
      ...describeOurs(cell.text),
      milliseconds(cell.exactText.p50Ms),
    ]),
  ]);
}

function describeOurs({ strategies, p50Ms, p95Ms, recall, worstRecall, rows }: Measured): string[] {
  const names = Object.entries(strategies).map(([name, questions]) =>
    Object.keys(strategies).length === 1 ? name : `${name} ${questions}`,
  );
  return [
    names.join(' '),
    milliseconds(p50Ms),
    milliseconds(p95Ms),
    recall.toFixed(3),
    worstRecall.toFixed(1),
    rows.toFixed(1),
  ];
}

function describeSpread(spread: readonly Spread[]): string {
  const parts = spread.map(
    ({ way, worstShare, ratio }) => `${way} ${ratio.toFixed(2)} (at ${percent(worstShare)} %)`,
  );
  return `Highest p95 by the p50 without a filter: ${parts.join(', ')}\n`;
}

function describeInterpretation(interpretation: ShopFigures['interpretation']): string {
  return renderTable(
    [
      ['', 'texts', 'read in them', 'p50 ms', 'p95 ms', 'slowest p50', ''],
      ...interpretationKinds.map((kind) => {
        const { texts, read, p50Ms, p95Ms, slowest } = interpretation[kind];
        return [
          kind,
          count(texts),
          count(read),
          milliseconds(p50Ms),
          milliseconds(p95Ms),
          milliseconds(slowest.p50Ms),
          slowest.text,
        ];
      }),
    ],
    { left: [0, 6], maxCell: 60 },
  );
}

/** What reading a text costs in the larger shop by what it costs in the smaller one: 1 where the catalogue does not matter. */
export function describeInterpretationGrowth(growth: readonly InterpretationGrowth[]): string {
  if (growth.length === 0) return '';
  return `\nHow the cost of reading a text grows\n\n${renderTable([
    ['', 'from', 'to', 'p50', 'p95'],
    ...growth.map(({ kind, from, to, p50Ratio, p95Ratio }) => [
      kind,
      count(from),
      count(to),
      p50Ratio.toFixed(2),
      p95Ratio.toFixed(2),
    ]),
  ])}`;
}

/** p50 in the larger shop by p50 in the smaller one. */
export function describeGrowth(growth: readonly Growth[]): string {
  if (growth.length === 0) return '';
  const shares = growth[0]?.ratios.map(({ share }) => `${percent(share)} %`) ?? [];
  return `\nHow p50 grows, by the share that qualifies\n\n${renderTable(
    [
      ['from', 'to', 'by', ...shares],
      ...growth.map(({ way, from, to, ratios }) => [
        count(from),
        count(to),
        way,
        ...ratios.map(({ ratio }) => ratio.toFixed(2)),
      ]),
    ],
    { left: [] },
  )}`;
}

function describeHttp({ connections, search, lookUp, metrics }: HttpFigures): string {
  return `${renderTable([
    [`over HTTP, ${connections} connections`, 'gateway', 'beside it', 'ratio'],
    [
      'similarItems, requests a second; beside it api.search through pg',
      search.gatewayPerSecond.toFixed(0),
      search.pgPerSecond.toFixed(0),
      search.ratio.toFixed(2),
    ],
    [
      'product(by: handle), CPU microseconds a request; beside it node:http and pg',
      lookUp.gatewayMicros.toFixed(0),
      lookUp.rawMicros.toFixed(0),
      lookUp.ratio.toFixed(2),
    ],
    [
      'the same; beside it a gateway without metrics',
      metrics.onMicros.toFixed(0),
      metrics.offMicros.toFixed(0),
      metrics.ratio.toFixed(2),
    ],
  ])}`;
}

const milliseconds = (value: number): string => value.toFixed(value < 10 ? 2 : 1);
const percent = (share: number): string => String(Number((share * 100).toPrecision(3)));
const count = (value: number): string => value.toLocaleString('en');
