import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { metricDefinitions } from '../src/metric-definitions.ts';
import { makeMetrics, noMetrics } from '../src/metrics.ts';
import { packageRoot } from '../src/package-root.ts';
import type { EmbeddingFigures } from '../src/retrieval/embedding-figures.ts';
import { countsIn, parseExposition } from './exposition.ts';

const make = (clock?: () => number) => makeMetrics({ process: false, ...(clock ? { clock } : {}) });

const figures: EmbeddingFigures = {
  model: 'text-embedding-3-small',
  provider: 'openai',
  state: 'active',
  products: 40,
  embedded: 38,
  coverage: 0.875,
  backlog: 3,
  inProgress: 2,
  parked: 1,
  oldestPendingSeconds: 12.5,
  lagP50Seconds: 0.75,
  lagP95Seconds: 4,
  failing: false,
};

describe('makeMetrics', () => {
  it('counts exactly what it is told', async () => {
    const metrics = make();
    metrics.countProviderCall({ purpose: 'document', outcome: 'OK' });
    metrics.countProviderCall({ purpose: 'document', outcome: 'OK' });
    metrics.countProviderCall({ purpose: 'query', outcome: 'TIMED_OUT' });
    metrics.countRetry({ purpose: 'document', reason: 'HTTP_429' });
    metrics.countEmbedded('small', 100);
    metrics.countEmbedded('small', 20);
    metrics.countParked('small', 1);
    metrics.countQueryVector('memory');
    metrics.countDegraded('PROVIDER_FAILED');
    metrics.countRefusal('BAD_TEXT');
    metrics.observeProvider('query', 0.2);
    metrics.observeRequest({ root: 'similarItems', outcome: 'ok' }, 0.05);
    metrics.observeSql('search', 0.04);
    expect(countsIn((await metrics.render()).text, /^trueshelf_/)).toEqual({
      'trueshelf_provider_calls_total{purpose="document",outcome="OK"}': 2,
      'trueshelf_provider_calls_total{purpose="query",outcome="TIMED_OUT"}': 1,
      'trueshelf_provider_retries_total{purpose="document",reason="HTTP_429"}': 1,
      'trueshelf_embedded_products_total{model="small"}': 120,
      'trueshelf_parked_products_total{model="small"}': 1,
      'trueshelf_query_vectors_total{source="memory"}': 1,
      'trueshelf_degraded_total{reason="PROVIDER_FAILED"}': 1,
      'trueshelf_refusals_total{code="BAD_TEXT"}': 1,
      'trueshelf_provider_duration_seconds_count{purpose="query"}': 1,
      'trueshelf_request_duration_seconds_count{root="similarItems",outcome="ok"}': 1,
      'trueshelf_sql_duration_seconds_count{call="search"}': 1,
    });
  });

  it('keeps its figures apart from those of another', async () => {
    const [one, other] = [make(), make()];
    one.countRefusal('BAD_TEXT');
    expect(countsIn((await other.render()).text, /refusals/)).toEqual({});
  });

  it('puts no text of a person, no key and no endless list of values into labels', async () => {
    const metrics = make();
    metrics.countRefusal('leather jacket under $150');
    metrics.countProviderCall({ purpose: 'query', outcome: 'Incorrect API key provided: sk-1' });
    metrics.countEmbedded('small\n}', 1);
    for (let number = 0; number < 1_000; number++) metrics.countDegraded(`REASON_${number}`);
    const { text } = await metrics.render();
    expect(text).not.toMatch(/leather|sk-1|small/);
    expect(countsIn(text, /refusals|calls|embedded_products_total/)).toEqual({
      'trueshelf_refusals_total{code="OTHER"}': 1,
      'trueshelf_provider_calls_total{purpose="query",outcome="OTHER"}': 1,
      'trueshelf_embedded_products_total{model="OTHER"}': 1,
    });
    const reasons = countsIn(text, /degraded/);
    expect(Object.keys(reasons)).toHaveLength(201); // OTHER is one of them
    expect(Object.values(reasons).reduce((sum, count) => sum + count)).toBe(1_000);
  });

  // What Prometheus's histogram_quantile does: the bucket in which the quantile falls, read in proportion.
  it.each([0.0012, 0.003, 0.0101, 0.05, 0.2, 0.75, 1.7, 6, 9.9])(
    'tells p50, p95 and p99 of %d seconds within 60 percent',
    async (seconds) => {
      const metrics = make();
      for (let count = 0; count < 200; count++) {
        metrics.observeRequest({ root: 'product', outcome: 'ok' }, seconds);
      }
      const { samples } = parseExposition((await metrics.render()).text).get(
        metricDefinitions.requestDuration.name,
      )!;
      const buckets = [...samples].flatMap(([key, value]) => {
        const le = /le="([\d.]+)"/.exec(key)?.[1];
        return le === undefined ? [] : [{ le: Number(le), value }];
      });
      const at = buckets.findIndex(({ value }) => value === 200);
      const [low, high] = [buckets[at - 1]?.le ?? 0, buckets[at]!.le];
      for (const quantile of [0.5, 0.95, 0.99]) {
        const read = low + (high - low) * quantile;
        expect(Math.abs(read - seconds) / seconds).toBeLessThan(0.6);
      }
    },
  );

  it('shows the connections of each login at the time of the scrape', async () => {
    const metrics = make();
    let waiting = 0;
    metrics.watchPool('gateway', () => ({ total: 10, idle: 4, waiting }));
    metrics.watchPool('owner', () => ({ total: 1, idle: 1, waiting: 0 }));
    waiting = 3;
    expect(countsIn((await metrics.render()).text, /pool/)).toEqual({
      'trueshelf_pool_connections{login="gateway",state="idle"}': 4,
      'trueshelf_pool_connections{login="gateway",state="busy"}': 6,
      'trueshelf_pool_connections{login="owner",state="idle"}': 1,
      'trueshelf_pool_waiting{login="gateway"}': 3,
    });
  });

  it('shows how each model does', async () => {
    const metrics = make();
    metrics.watchEmbeddings(async () => [
      figures,
      {
        ...figures,
        model: 'builtin-1',
        provider: 'builtin',
        state: 'standby',
        lagP50Seconds: null,
        lagP95Seconds: null,
        failing: true,
      },
    ]);
    const counts = countsIn((await metrics.render()).text, /^trueshelf_(up|embedding_)/);
    expect(counts).toMatchObject({
      'trueshelf_up{part="database"}': 1,
      'trueshelf_embedding_model_info{model="text-embedding-3-small",provider="openai",state="active"}': 1,
      'trueshelf_embedding_model_info{model="builtin-1",provider="builtin",state="standby"}': 1,
      'trueshelf_embedding_products{model="builtin-1"}': 40,
      'trueshelf_embedding_embedded_products{model="builtin-1"}': 38,
      'trueshelf_embedding_coverage_ratio{model="builtin-1"}': 0.875,
      'trueshelf_embedding_backlog_products{model="builtin-1"}': 3,
      'trueshelf_embedding_in_progress_products{model="builtin-1"}': 2,
      'trueshelf_embedding_parked_products{model="builtin-1"}': 1,
      'trueshelf_embedding_oldest_pending_seconds{model="builtin-1"}': 12.5,
      'trueshelf_embedding_provider_failing{model="builtin-1"}': 1,
      'trueshelf_embedding_lag_seconds{model="text-embedding-3-small",quantile="0.5"}': 0.75,
      'trueshelf_embedding_lag_seconds{model="text-embedding-3-small",quantile="0.95"}': 4,
    });
    expect(Object.keys(counts).filter((key) => key.includes('lag'))).toHaveLength(2);
  });

  it('shows that a provider gave nothing for a question of this process, until it does', async () => {
    const metrics = make();
    metrics.watchEmbeddings(async () => [figures]);
    const shown = async () =>
      countsIn((await metrics.render()).text, /^trueshelf_embedding_provider_failing/);
    const gauge = 'trueshelf_embedding_provider_failing{model="text-embedding-3-small"}';
    metrics.noteQueryProvider('text-embedding-3-small', true);
    metrics.noteQueryProvider('retired', true);
    expect(await shown()).toEqual({ [gauge]: 1 });
    metrics.noteQueryProvider('text-embedding-3-small', false);
    expect(await shown()).toEqual({}); // what is 0 is left out
  });

  it('asks for the state of the models at most every five seconds', async () => {
    let now = 0;
    let asked = 0;
    const metrics = make(() => now);
    metrics.watchEmbeddings(async () => {
      asked += 1;
      return [];
    });
    for (now = 0; now < 20_000; now += 1_000) await metrics.render();
    expect(asked).toBe(4);
  });

  it('says that the database is away, gives what it knows itself, and forgets old figures of models', async () => {
    let now = 0;
    let away = false;
    const metrics = make(() => now);
    metrics.countRefusal('SERVICE_UNAVAILABLE');
    metrics.watchEmbeddings(async () => {
      if (away) throw new Error('Connection terminated unexpectedly');
      return [figures];
    });
    await metrics.render();
    away = true;
    now = 5_000;
    const { text } = await metrics.render();
    expect(text).toContain('\ntrueshelf_up{part="database"} 0\n');
    expect(countsIn(text, /^trueshelf_/)).toEqual({
      'trueshelf_refusals_total{code="SERVICE_UNAVAILABLE"}': 1,
    });
    away = false;
    now = 10_000;
    expect((await metrics.render()).text).toContain('\ntrueshelf_up{part="database"} 1\n');
  });

  it('waits a second at most for a database that does not answer, and asks it one thing at a time', async () => {
    let now = 0;
    let asked = 0;
    const metrics = make(() => now);
    metrics.watchEmbeddings(() => {
      asked += 1;
      return new Promise(() => undefined);
    });
    const startedAt = performance.now();
    const { text } = await metrics.render();
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    expect(text).toContain('\ntrueshelf_up{part="database"} 0\n');
    now = 60_000;
    await metrics.render();
    expect(asked).toBe(1);
  });

  it('tells what Node.js tells of the process', async () => {
    const names = [...parseExposition((await makeMetrics().render()).text).keys()];
    expect(names).toEqual(
      expect.arrayContaining(['process_cpu_seconds_total', 'nodejs_eventloop_lag_p99_seconds']),
    );
  });

  it('gives the content type that Prometheus asks for', async () => {
    expect((await make().render()).contentType).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(await noMetrics.render()).toEqual({
      contentType: 'text/plain; version=0.0.4; charset=utf-8',
      text: '',
    });
  });
});

describe('docs/metrics.md', () => {
  const text = readFileSync(join(packageRoot(), 'docs/metrics.md'), 'utf8');

  it('has a row for every metric, with its type, labels and meaning', () => {
    const rows = [...text.matchAll(/^\| `(trueshelf_\w+)` \| (\w+) \| ([^|]*) \| (.+?) \|$/gm)].map(
      ([, name, type, labels = '', help]) => ({
        name,
        type,
        labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label]) => label),
        help,
      }),
    );
    expect(rows).toEqual(Object.values(metricDefinitions));
  });

  it('holds no other metric in its queries and rules', async () => {
    const { text: scrape } = await makeMetrics().render();
    const families = parseExposition(scrape);
    const named = [...text.matchAll(/\b(?:trueshelf|process|nodejs)_\w+/g)].map(([name]) => name);
    const unknown = named.filter(
      (name) => !families.has(name) && !families.has(name.replace(/_(bucket|sum|count)$/, '')),
    );
    expect(unknown).toEqual([]);
  });
});
