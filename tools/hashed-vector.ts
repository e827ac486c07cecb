/** Words that say what a line is about ("Category: …") or nothing at all; they are in every text and would make all alike. */
const commonWords = new Set(
  `a about after all also an and any are as at be been both brand but by can category colour do each even for from had has have
  if in into is it its just like material more most no not of off on only or other our out over so some than that the their them
  then there they this to too under up very was what when where which while who will with without you your`.split(
    /\s+/,
  ),
);
const COMMON_WEIGHT = 0.1;
/** A word of the first line counts as if it were said nine times: in a document that is the title, which says best what it is. */
const FIRST_LINE_WEIGHT = 9;
/** Shorter words weigh less: long ones tend to be the rarer. On the demo shop's judgments nDCG@10 of .46 in place of .43. */
const FULL_WEIGHT_LENGTH = 8;
/** Four places a feature: two features that share one of them still differ in the other three. */
const PLACES = 4;

/**
 * A vector of unit length for any text, the same on every machine: words, their stems and their trigrams, hashed to places. Texts that
 * share words, or forms of a word, come out near one another; it knows nothing of meaning.
 */
export function hashedVector(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  for (const [word, weight] of weighWords(text)) addWord(vector, word, weight);
  const length = Math.hypot(...vector);
  // A text without a letter or a digit still gets a direction: a provider answers every text.
  if (length === 0) return [1, ...new Array<number>(dimensions - 1).fill(0)];
  return vector.map((value) => value / length);
}

/** A word that is said four times counts twice. */
function weighWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const lines = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().split('\n');
  for (const [index, line] of lines.entries()) {
    for (const [word] of line.matchAll(/[\p{L}\p{N}]+/gu)) {
      counts.set(word, (counts.get(word) ?? 0) + (index === 0 ? FIRST_LINE_WEIGHT : 1));
    }
  }
  for (const [word, count] of counts) {
    const share = Math.min(word.length / FULL_WEIGHT_LENGTH, 1);
    counts.set(word, Math.sqrt(count) * (commonWords.has(word) ? COMMON_WEIGHT : share));
  }
  return counts;
}

function addWord(vector: number[], word: string, weight: number): void {
  addFeature(vector, `word ${word}`, weight);
  addFeature(vector, `stem ${stemOf(word)}`, weight);
  const framed = `^${word}$`;
  const trigrams = framed.length - 2;
  for (let at = 0; at < trigrams; at++) {
    addFeature(vector, `part ${framed.slice(at, at + 3)}`, weight / Math.sqrt(trigrams));
  }
}

/** Crude, which is enough: what counts is that "jacket" and "jackets", "run" and "running" share it. */
function stemOf(word: string): string {
  const [, stem = word] = /^(.{3,}?)(?:ies|es|s|y|ing|ed)$/.exec(word) ?? [];
  return stem.replace(/(.)\1$/, '$1');
}

function addFeature(vector: number[], feature: string, weight: number): void {
  let hash = hashOf(feature);
  for (let place = 0; place < PLACES; place++) {
    hash = mix(hash + place);
    const at = (hash >>> 1) % vector.length;
    vector[at] = (vector[at] ?? 0) + (hash & 1 ? weight : -weight);
  }
}

/** FNV-1a of 32 bits, over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** The finalizer of MurmurHash3, without which FNV's low bits of like words are alike. */
function mix(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
