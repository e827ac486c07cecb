/** One family of metrics of a scrape. */
export interface Family {
  type: string;
  help: string;
  /** Value by the sample as it is written: `name{label="value"}`. */
  samples: Map<string, number>;
}

const sampleLine =
  /^([a-zA-Z_:][\w:]*)(?:\{((?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\["\\n])*",?)+)\})? (NaN|[+-]Inf|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/;

/**
 * Reads Prometheus's text format, version 0.0.4, more strictly than Prometheus does: every family has its HELP and TYPE
 * before its samples and stands in one piece, no sample comes twice, and a histogram adds up.
 */
export function parseExposition(text: string): Map<string, Family> {
  if (!text.endsWith('\n')) throw new Error('the last line has no end');
  const families = new Map<string, Family>();
  let current: { name: string; family: Family } | undefined;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, keyword, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (keyword === 'HELP') {
      if (families.has(name)) throw new Error(`a second family ${name}`);
      current = { name, family: { type: '', help: rest, samples: new Map() } };
      families.set(name, current.family);
    } else if (keyword === 'TYPE') {
      if (current?.name !== name || !/^(counter|gauge|histogram|summary)$/.test(rest))
        throw new Error(`a stray line: ${line}`);
      current.family.type = rest;
    } else {
      const [, sample = '', labels, value = ''] = sampleLine.exec(line) ?? [];
      const base =
        current?.family.type === 'histogram' || current?.family.type === 'summary'
          ? sample.replace(/_(bucket|sum|count)$/, '')
          : sample;
      if (current === undefined || base !== current.name || current.family.type === '')
        throw new Error(`a stray line: ${line}`);
      const key = labels === undefined ? sample : `${sample}{${labels}}`;
      if (current.family.samples.has(key)) throw new Error(`a second sample ${key}`);
      current.family.samples.set(key, Number(value.replace('Inf', 'Infinity')));
    }
  }
  for (const [name, { type, samples }] of families) if (type === 'histogram') checkHistogram(name, samples);
  return families;
}

/** Buckets hold those before them, and the last holds all. */
function checkHistogram(name: string, samples: ReadonlyMap<string, number>): void {
  const below = new Map<string, number>();
  for (const [key, value] of samples) {
    const [, le, labels = ''] = /_bucket\{le="([^"]+)"(?:,(.+))?\}$/.exec(key) ?? [];
    if (le === undefined) continue;
    if (value < (below.get(labels) ?? 0)) throw new Error(`${key} is less than the bucket before it`);
    below.set(labels, value);
    const whole = `${name}_count${labels === '' ? '' : `{${labels}}`}`;
    if (le === '+Inf' && samples.get(whole) !== value) throw new Error(`${key} is not ${whole}`);
  }
}

/** Of all families but histograms' buckets and sums, what is not 0, by the sample as it is written. */
export function countsIn(text: string, name: RegExp): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [family, { samples }] of parseExposition(text)) {
    if (!name.test(family)) continue;
    for (const [key, value] of samples) if (!/_(bucket|sum)\b/.test(key) && value !== 0) counts[key] = value;
  }
  return counts;
}
