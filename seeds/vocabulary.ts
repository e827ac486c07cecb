/**
 * What the writers of a vocabulary fill in. A product is one kind, in one material, by one brand, with a few details;
 * its description is one opening of the kind, one sentence of the material and one of each detail. A sentence is a
 * phrase of `phrase.ts`; it may use the facts by name ({pieces}, {pieces_word} for "four", {capacity_kg} beside capacity_g),
 * {name}, {brand}, {material} and {weight}, which is that of the middle one of its sizes.
 */
type Fact = string | number | boolean;
export type Facts = Readonly<Record<string, Fact>>;

/** A size, or whatever else a shopper picks beside the colour, with its weight and price against the middle one. */
export interface Size {
  label: string;
  grams?: number;
  price?: number;
}

/** One make of a kind: a screen of so many inches, a bag of so many litres. Grams and US dollars before all factors. */
export interface Build {
  facts: Facts;
  grams: number;
  price: number;
  /** What has to be said of this build alone; one of them is. */
  says?: readonly string[];
}

export interface Kind {
  noun: string;
  /** How the product is called: '{name} {Material} Biker Jacket'. {name} is one of the brand's own range names. */
  title: string;
  grams?: number;
  price?: number;
  builds?: readonly Build[];
  /** Names in the category's `materials`; none where the stuff it is made of is not what is bought. */
  materials?: readonly string[];
  facts?: Facts;
  /** In place of the category's; an empty list: none. */
  sizes?: readonly Size[];
  colours?: readonly string[];
  openings: readonly string[];
}

/** `grams` and `price` are factors against the kind's. */
export interface Material {
  grams: number;
  price: number;
  says: readonly string[];
  /** In place of the kind's and the category's. */
  colours?: readonly string[];
  /** By noun of the kind: what is true of the material only there. */
  also?: Readonly<Record<string, readonly string[]>>;
}

/** Something else that is true of a product. At most one detail of a topic is dealt to it. */
export interface Detail {
  topic: string;
  facts?: Facts;
  /** Nouns of the kinds, and names of the materials, that it can be true of; absent: all. */
  suits?: readonly string[];
  of?: readonly string[];
  says: readonly string[];
}

export interface CategoryVocabulary {
  /** Leaf of the tree in categories.ts. */
  slug: string;
  /** Three letters of the SKUs; see writeSku. */
  code: string;
  /** How many products are made; those made by hand come on top. */
  products: number;
  /** The option that `sizes` fills. */
  sizeOption?: string;
  sizes?: readonly Size[];
  colours: readonly string[];
  /** How many sizes, and how many colours, a product has at most. */
  sizesEach?: number;
  coloursEach?: number;
  kinds: readonly Kind[];
  materials?: Readonly<Record<string, Material>>;
  /** Topics that every product has a detail of. */
  always?: readonly string[];
  details: readonly Detail[];
}

export interface Vocabulary {
  department: string;
  categories: readonly CategoryVocabulary[];
}
