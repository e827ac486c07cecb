import { slugify } from '../src/import/slug.ts';
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
        ...(fact.endsWith('_g') ? [[fact.replace(/_g$/, '_kg'), String(Number(value) / 1000)]] : []),
        [`${fact}_word`, numberWords[Number(value)] ?? String(value)],
      ]),
    ),
  };
}

const numberWords = ['none', 'one', 'two', 'three', 'four', 'five', 'six'];

/**
 * A title made with one of the brand's range names, one that nobody has while there is such; then the least used with a
 * number behind it. `uses` counts by handle, the title as a slug.
 */
export function nameProduct(
  design: Design,
  slots: Slots,
  random: Random,
  uses: Map<string, number>,
): { title: string; name: string } {
  const titles = design.brand.ranges.map((name) => {
    const title = writePhrase(design.kind.title, { ...slots, name });
    return { name, title, used: uses.get(slugify(title)) ?? 0 };
  });
  const fewest = Math.min(...titles.map(({ used }) => used));
  const { name, title, used } = random.pick(titles.filter((candidate) => candidate.used === fewest));
  uses.set(slugify(title), used + 1);
  return { name, title: used === 0 ? title : `${title} No. ${used + 1}` };
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
