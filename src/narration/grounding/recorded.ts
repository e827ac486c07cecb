import type { RecordedAttribute } from '../chat-answer.ts';
import { speaks } from '../speaking-text.ts';
import { unitNames } from './read-figure.ts';
import { readPhrase } from './token.ts';
import { claims } from './words.ts';

/** The evidence has them itself, and in its own units. */
const ownFacts = new Set(
  'price cost amount weight weight_grams stock available availability discount brand title category'.split(
    ' ',
  ),
);

/** What an attribute may be called, but not stand for: its name may be anybody's. */
const promises = new Set(Object.values(claims).flatMap((words) => [...words]));

/** Of these nothing is ever said, whoever recorded it. */
const untold = new Set(
  [claims.DELIVERY, claims.DISCOUNT, claims.POPULARITY, claims.WARRANTY].flatMap((words) => [
    ...(words ?? []),
  ]),
);
untold.delete('certified'); // a certified helmet is one

/**
 * The attributes that may be spoken of: not those that say something to whoever reads them, or promise something, nor those that have
 * the name of an option or of a fact that the evidence has itself.
 */
export function findTellable(
  attributes: readonly RecordedAttribute[],
  options: Readonly<Record<string, unknown>>,
): RecordedAttribute[] {
  return attributes.filter(
    ({ name, label, value }) =>
      !(name in options) &&
      !ownFacts.has(name) &&
      ![label, value].some(speaks) &&
      !wordsOfName(name, label).some((word) => untold.has(word)) &&
      !readPhrase(value).some((word) => untold.has(word)),
  );
}

/** What attributes say, under names whose last part is the unit of a number ("laptop_in", 14), and the words of these names. */
export function readRecorded(attributes: readonly RecordedAttribute[]): {
  values: (readonly [string, unknown])[];
  names: ReadonlySet<string>;
} {
  return {
    values: attributes.map(({ name, value }) => readMeasure(name, value)),
    names: new Set(
      attributes
        // The name of a flag says that it is so; the name of a value says nothing.
        .filter(({ value }) => value !== 'yes' && value !== 'no')
        .flatMap(({ name, label }) => wordsOfName(name, label))
        .filter((word) => !promises.has(word)),
    ),
  };
}

function wordsOfName(name: string, label: string): string[] {
  return readPhrase(`${name.replaceAll('_', ' ')} ${label}`);
}

/** "14 in" as 14, so that its unit does not stand for a word. */
function readMeasure(name: string, value: string): readonly [string, string] {
  const [, number, written = ''] = /^(-?\d+(?:\.\d+)?) ?(\p{L}+|°C|"|″)$/u.exec(value) ?? [];
  const sign = written.toLowerCase();
  const unit =
    Object.keys(unitNames).find((code) => code === sign || unitNames[code]?.includes(sign)) ?? sign;
  if (number === undefined) return [name, value];
  if (name.endsWith(`_${unit}`)) return [name, number];
  return unit in unitNames ? [`${name}_${unit}`, number] : [name, value];
}
