import { type Brand, brandsOf } from './brands.ts';
import type { Deck } from './deck.ts';
import type { Random } from './random.ts';
import type { Build, CategoryVocabulary, Detail, Facts, Kind, Material } from './vocabulary.ts';

/** A detail with the sentence that was dealt for it. */
interface ChosenDetail {
  detail: Detail;
  phrase: string;
  use: number;
}

/** What a product is, before a word of it is written. */
export interface Design {
  kind: Kind;
  build: Build;
  brand: Brand;
  materialName: string | undefined;
  material: Material | undefined;
  details: readonly ChosenDetail[];
  facts: Facts;
  /** Of the middle size. */
  grams: number;
  dollars: number;
}

/** Deals a product out of a category's vocabulary; `make` draws how heavy and dear this one turns out. Throws RangeError for a material that the vocabulary does not describe. */
export function drawDesign(vocabulary: CategoryVocabulary, deck: Deck, random: Random, make: Random): Design {
  const kind = deck.deal(vocabulary.kinds, random).card;
  const build =
    kind.builds === undefined
      ? { facts: {}, grams: kind.grams ?? 0, price: kind.price ?? 0 }
      : deck.deal(kind.builds, random).card;
  const brand = deck.deal(brandsOf(vocabulary.slug), random).card;
  const materialName = kind.materials === undefined ? undefined : deck.deal(kind.materials, random).card;
  const material = materialName === undefined ? undefined : readMaterial(vocabulary, materialName);
  const details = drawDetails(vocabulary, kind, materialName, deck, random);
  // No two workshops build quite alike: up to 4 % of weight and 10 % of price either way.
  const grams = 0.96 + 0.08 * make.next();
  const price = 0.9 + 0.2 * make.next();
  return {
    kind,
    build,
    brand,
    materialName,
    material,
    details,
    facts: Object.assign({}, kind.facts, build.facts, ...details.map(({ detail }) => detail.facts)),
    grams: build.grams * (material?.grams ?? 1) * grams,
    dollars: build.price * (material?.price ?? 1) * brand.factor * price,
  };
}

function readMaterial(vocabulary: CategoryVocabulary, name: string): Material {
  const material = vocabulary.materials?.[name];
  if (material === undefined) {
    throw new RangeError(
      `Found no material "${name}" in ${vocabulary.slug}; expected one of ${Object.keys(vocabulary.materials ?? {}).join(', ')}.`,
    );
  }
  return material;
}

/**
 * One detail of each topic that all must have, then a few of the others. What is dealt is their sentences, so that
 * none comes twice while another that would be true has not come at all.
 */
function drawDetails(
  vocabulary: CategoryVocabulary,
  kind: Kind,
  materialName: string | undefined,
  deck: Deck,
  random: Random,
): ChosenDetail[] {
  const suitable = vocabulary.details.filter(
    (detail) =>
      (detail.suits?.includes(kind.noun) ?? true) &&
      (detail.of === undefined || detail.of.includes(materialName ?? '')),
  );
  const always = vocabulary.always ?? [];
  const chosen: ChosenDetail[] = [];
  const others = random.whole(1, 2) + (materialName === undefined ? 1 : 0);
  for (let turn = 0; turn < always.length + others; turn += 1) {
    const topic = always[turn];
    const open = suitable.filter((detail) =>
      topic === undefined
        ? !always.includes(detail.topic) && !chosen.some((other) => other.detail.topic === detail.topic)
        : detail.topic === topic,
    );
    const phrases = open.flatMap((detail) => detail.says);
    if (phrases.length === 0) continue;
    const { card: phrase, use } = deck.deal(phrases, random);
    const detail = open.find(({ says }) => says.includes(phrase));
    if (detail !== undefined) chosen.push({ detail, phrase, use });
  }
  return chosen;
}
