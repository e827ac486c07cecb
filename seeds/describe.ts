import type { Deck } from './deck.ts';
import type { Design } from './design.ts';
import { toTitle, writePhrase } from './phrase.ts';
import type { Random } from './random.ts';
import { writeWeight } from './weight.ts';

type Slots = Readonly<Record<string, string>>;

/** What the phrases of a product's vocabulary may ask for, but its name; `grams` is the weight that they may speak of. */
export function makeSlots(design: Design, grams: number): Slots {
  return {
    brand: design.brand.name,
    weight: writeWeight(grams),
    ...(design.materialName === undefined
      ? {}
      : { material: design.materialName, Material: toTitle(design.materialName) }),
    ...Object.fromEntries(
      Object.entries(design.facts).flatMap(([fact, value]) => [
        [fact, String(value)],
        [`${fact}_word`, numberWords[Number(value)] ?? String(value)],
      ]),
    ),
  };
}

const numberWords = ['none', 'one', 'two', 'three', 'four', 'five', 'six'];

/** A title that nobody has yet, made with one of the brand's range names. */
export function nameProduct(
  design: Design,
  slots: Slots,
  deck: Deck,
  random: Random,
  taken: Set<string>,
): { title: string; name: string } {
  const free = design.brand.ranges.filter(
    (range) => !taken.has(writePhrase(design.kind.title, { ...slots, name: range })),
  );
  if (free.length === 0) {
    throw new RangeError(
      `Found no free title like "${design.kind.title}" by ${design.brand.name}; give the brand more ranges.`,
    );
  }
  const name = deck.deal(free, random).card;
  const title = writePhrase(design.kind.title, { ...slots, name });
  taken.add(title);
  return { title, name };
}

/** What it is, what it is made of, and its details, a sentence each. */
export function describe(design: Design, slots: Slots, deck: Deck, random: Random): string {
  const say = (phrases: readonly string[]): string[] => {
    if (phrases.length === 0) return [];
    const { card, use } = deck.deal(phrases, random);
    return [writePhrase(card, slots, use)];
  };
  const ofMaterial = [...(design.material?.says ?? []), ...(design.material?.also?.[design.kind.noun] ?? [])];
  return [
    ...say(design.kind.openings),
    ...say(design.build.says ?? []),
    ...say(ofMaterial),
    ...design.details.map(({ phrase, use }) => writePhrase(phrase, slots, use)),
  ].join(' ');
}
