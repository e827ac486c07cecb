import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { PoolFigures } from './db/database.ts';
import { metricDefinitions as defined, type MetricDefinition } from './metric-definitions.ts';
import { makeRecentReading } from './recent-reading.ts';
import type { EmbeddingFigures } from './retrieval/embedding-figures.ts';

export type CallPurpose = 'document' | 'query';
/** Who had the vector of a question: this process, the database's cache, the provider, or nobody. */
export type QueryVectorSource = 'memory' | 'shared' | 'provider' | 'none';
export type ChatStage = 'evidence' | 'first_sentence';
/** refused: by the caller's fault; failed: by ours; left: a stream that its client did not wait for. */
export type RequestOutcome = 'ok' | 'refused' | 'failed' | 'left';

/**
 * What a process counts and times, for Prometheus. Numbers are finite and not negative. What becomes a label is a code word
 * or the name of a model, a field or a function: never what a person wrote, a handle or a key.
 */
export interface Metrics {
  /** A request to a provider of embeddings ended; `outcome` is a code word such as OK or TIMED_OUT. */
  countProviderCall(call: { purpose: CallPurpose; outcome: string }): void;
  observeProvider(purpose: CallPurpose, seconds: number): void;
  countRetry(retry: { purpose: CallPurpose; reason: string }): void;
  countEmbedded(model: string, products: number): void;
  /** Products whose text was as before, which cost no call. */
  countParked(model: string, products: number): void;
  countQueryVector(source: QueryVectorSource): void;
  /** Whether the provider of a model gave nothing for the questions of this process when it was last asked. */
  noteQueryProvider(model: string, failing: boolean): void;
  /** An answer that is less than was asked for; `reason` is a code word. */
  countDegraded(reason: string): void;
  /** An error in an answer, by its `extensions.code`. */
  countRefusal(code: string): void;
  /** A call of the language model that narrates ended; `outcome` is a code word such as WHOLE or TIMED_OUT. */
  countNarratorCall(outcome: string): void;
  /** An answer of a chat was put into words, by whom `source` says. */
  countNarration(source: string): void;
  /** A sentence of the language model was judged; `code` is the first reason, NONE where it stands. */
  countSentence(verdict: string, code: string): void;
  /** Of the language model that narrates. */
  countTokens(tokens: { promptTokens: number; completionTokens: number }): void;
  /** From the question to its evidence, or to the first sentence. */
  observeChat(stage: ChatStage, seconds: number): void;
  observeRequest(request: { root: string; outcome: RequestOutcome }, seconds: number): void;
  /** `call`: name of a function of schema api. */
  observeSql(call: string, seconds: number): void;
  /** `read` is called at every scrape. */
  watchPool(login: 'gateway' | 'owner', read: () => PoolFigures): void;
  /** `read` is called at most every five seconds; one that throws says that the database does not answer. */
  watchEmbeddings(read: () => Promise<readonly EmbeddingFigures[]>): void;
  /** Prometheus's text format, version 0.0.4. Waits a second at most. */
  render(): Promise<{ contentType: string; text: string }>;
}

export interface MetricsOptions {
  /** Also what Node.js tells of the process: memory, event loop, garbage collection; default true. */
  process?: boolean;
  /** Milliseconds, for the age of readings. */
  clock?: () => number;
}

/** In seconds. Five to a decade: up to 10 s a quantile computed from them is off by 60 % at the very worst, mostly by a few. */
const buckets = [
  0.001, 0.0016, 0.0025, 0.004, 0.0063, 0.01, 0.016, 0.025, 0.04, 0.063, 0.1, 0.16, 0.25, 0.4, 0.63, 1, 1.6,
  2.5, 4, 6.3, 10, 30,
];

/** All figures start at 0, and belong to this object alone. */
export function makeMetrics({ process = true, clock }: MetricsOptions = {}): Metrics {
  const registry = new Registry();
  if (process) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counter = <L extends string>({ name, help, labels }: MetricDefinition<'counter', L>) =>
    new Counter({ name, help, labelNames: labels, registers });
  const gauge = <L extends string>({ name, help, labels }: MetricDefinition<'gauge', L>) =>
    new Gauge({ name, help, labelNames: labels, registers });
  const histogram = <L extends string>({ name, help, labels }: MetricDefinition<'histogram', L>) =>
    new Histogram({ name, help, labelNames: labels, buckets, registers });

  const requestDuration = histogram(defined.requestDuration);
  const refusals = counter(defined.refusals);
  const degraded = counter(defined.degraded);
  const sqlDuration = histogram(defined.sqlDuration);
  const poolConnections = gauge(defined.poolConnections);
  const poolWaiting = gauge(defined.poolWaiting);
  const up = gauge(defined.up);
  const narratorCalls = counter(defined.narratorCalls);
  const narrations = counter(defined.narrations);
  const sentences = counter(defined.sentences);
  const tokens = counter(defined.tokens);
  const chatStage = histogram(defined.chatStage);
  const providerCalls = counter(defined.providerCalls);
  const providerDuration = histogram(defined.providerDuration);
  const providerRetries = counter(defined.providerRetries);
  const queryVectors = counter(defined.queryVectors);
  const embedded = counter(defined.embedded);
  const parked = counter(defined.parked);
  const modelInfo = gauge(defined.modelInfo);
  const modelLag = gauge(defined.modelLag);
  const ofModel = {
    products: gauge(defined.modelProducts),
    embedded: gauge(defined.modelEmbedded),
    coverage: gauge(defined.modelCoverage),
    backlog: gauge(defined.modelBacklog),
    inProgress: gauge(defined.modelInProgress),
    parked: gauge(defined.modelParked),
    oldestPendingSeconds: gauge(defined.modelOldestPending),
    failing: gauge(defined.modelFailing),
  };

  const word = makeLabel(/^\w{1,60}$/);
  const name = makeLabel(/^[^\p{C}]{1,200}$/u);
  const pools = new Map<string, () => PoolFigures>();
  const failingHere = new Set<string>();
  let readEmbeddings: (() => Promise<readonly EmbeddingFigures[] | null>) | undefined;

  const showPools = () => {
    for (const [login, read] of pools) {
      const { total, idle, waiting } = read();
      poolConnections.set({ login, state: 'idle' }, idle);
      poolConnections.set({ login, state: 'busy' }, total - idle);
      poolWaiting.set({ login }, waiting);
    }
  };

  const showEmbeddings = async () => {
    if (readEmbeddings === undefined) return;
    const models = await readEmbeddings();
    up.set({ part: 'database' }, models === null ? 0 : 1);
    // A model that is gone, or of which nothing is known now, must not stand there with its last figures.
    for (const each of [modelInfo, modelLag, ...Object.values(ofModel)]) each.reset();
    for (const figures of models ?? []) {
      const { model, provider, state, lagP50Seconds, lagP95Seconds } = figures;
      modelInfo.set({ model, provider, state }, 1);
      if (lagP50Seconds !== null) modelLag.set({ model, quantile: '0.5' }, lagP50Seconds);
      if (lagP95Seconds !== null) modelLag.set({ model, quantile: '0.95' }, lagP95Seconds);
      for (const key of Object.keys(ofModel) as (keyof typeof ofModel)[]) {
        ofModel[key].set({ model }, Number(figures[key]));
      }
      if (failingHere.has(model)) ofModel.failing.set({ model }, 1);
    }
  };

  return {
    countProviderCall: ({ purpose, outcome }) => providerCalls.inc({ purpose, outcome: word(outcome) }),
    observeProvider: (purpose, seconds) => providerDuration.observe({ purpose }, seconds),
    countRetry: ({ purpose, reason }) => providerRetries.inc({ purpose, reason: word(reason) }),
    countEmbedded: (model, products) => embedded.inc({ model: name(model) }, products),
    countParked: (model, products) => parked.inc({ model: name(model) }, products),
    countQueryVector: (source) => queryVectors.inc({ source }),
    noteQueryProvider(model, failing) {
      if (failing) failingHere.add(model);
      else failingHere.delete(model);
    },
    countDegraded: (reason) => degraded.inc({ reason: word(reason) }),
    countRefusal: (code) => refusals.inc({ code: word(code) }),
    countNarratorCall: (outcome) => narratorCalls.inc({ outcome: word(outcome) }),
    countNarration: (source) => narrations.inc({ source: word(source) }),
    countSentence: (verdict, code) => sentences.inc({ verdict: word(verdict), code: word(code) }),
    countTokens({ promptTokens, completionTokens }) {
      tokens.inc({ kind: 'prompt' }, promptTokens);
      tokens.inc({ kind: 'completion' }, completionTokens);
    },
    observeChat: (stage, seconds) => chatStage.observe({ stage }, seconds),
    observeRequest: ({ root, outcome }, seconds) =>
      requestDuration.observe({ root: word(root), outcome }, seconds),
    observeSql: (call, seconds) => sqlDuration.observe({ call: word(call) }, seconds),
    watchPool: (login, read) => void pools.set(login, read),
    watchEmbeddings: (read) => {
      readEmbeddings = makeRecentReading(read, clock);
    },
    async render() {
      await showEmbeddings();
      showPools();
      const text = await registry.metrics();
      // The library spells it in a way that not every reader of the format takes.
      return { contentType: registry.contentType, text: text.replaceAll(/ Nan$/gm, ' NaN') };
    },
  };
}

/**
 * Lets a value be a label if it looks like one and is among the first 200. There are far fewer codes and names than that;
 * the bound holds should a caller pass something else.
 */
function makeLabel(pattern: RegExp): (value: string) => string {
  const known = new Set<string>();
  return (value) => {
    if (known.has(value)) return value;
    if (known.size >= 200 || !pattern.test(value)) return 'OTHER';
    known.add(value);
    return value;
  };
}

const ignore = () => undefined;

/** For tests, and for commands that nobody scrapes. */
export const noMetrics: Metrics = {
  countProviderCall: ignore,
  observeProvider: ignore,
  countRetry: ignore,
  countEmbedded: ignore,
  countParked: ignore,
  countQueryVector: ignore,
  noteQueryProvider: ignore,
  countDegraded: ignore,
  countRefusal: ignore,
  countNarratorCall: ignore,
  countNarration: ignore,
  countSentence: ignore,
  countTokens: ignore,
  observeChat: ignore,
  observeRequest: ignore,
  observeSql: ignore,
  watchPool: ignore,
  watchEmbeddings: ignore,
  render: async () => ({ contentType: Registry.PROMETHEUS_CONTENT_TYPE, text: '' }),
};
