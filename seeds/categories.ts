/** The category tree: each category with those below it. */
interface Category {
  slug: string;
  name: string;
  children?: readonly Category[];
}

const tree: readonly Category[] = [
  {
    slug: 'apparel',
    name: 'Apparel',
    children: [
      { slug: 'jackets', name: 'Jackets' },
      { slug: 'coats', name: 'Coats' },
      { slug: 'knitwear', name: 'Knitwear' },
      { slug: 'shirts', name: 'Shirts' },
      { slug: 'trousers', name: 'Trousers' },
      { slug: 'dresses', name: 'Dresses' },
      { slug: 't-shirts', name: 'T-Shirts' },
      { slug: 'jeans', name: 'Jeans' },
      { slug: 'skirts', name: 'Skirts' },
      { slug: 'activewear', name: 'Activewear' },
      { slug: 'sleepwear', name: 'Sleepwear' },
      { slug: 'hats-and-scarves', name: 'Hats & Scarves' },
    ],
  },
  {
    slug: 'footwear',
    name: 'Footwear',
    children: [
      { slug: 'boots', name: 'Boots' },
      { slug: 'sneakers', name: 'Sneakers' },
      { slug: 'shoes', name: 'Shoes' },
      { slug: 'sandals', name: 'Sandals' },
    ],
  },
  {
    slug: 'bags',
    name: 'Bags',
    children: [
      { slug: 'backpacks', name: 'Backpacks' },
      { slug: 'totes', name: 'Totes & Shoulder Bags' },
      { slug: 'luggage', name: 'Luggage' },
      { slug: 'wallets', name: 'Wallets' },
    ],
  },
  {
    slug: 'home',
    name: 'Home',
    children: [
      { slug: 'lighting', name: 'Lighting' },
      { slug: 'bedding', name: 'Bedding' },
      { slug: 'rugs', name: 'Rugs' },
      { slug: 'cushions', name: 'Cushions & Throws' },
      { slug: 'curtains', name: 'Curtains' },
      { slug: 'towels', name: 'Towels' },
      { slug: 'seating', name: 'Seating' },
      { slug: 'tables', name: 'Tables' },
      { slug: 'storage', name: 'Storage' },
    ],
  },
  {
    slug: 'kitchen',
    name: 'Kitchen',
    children: [
      { slug: 'cookware', name: 'Cookware' },
      { slug: 'coffee', name: 'Coffee' },
      { slug: 'knives', name: 'Knives' },
      { slug: 'tableware', name: 'Tableware' },
      { slug: 'bakeware', name: 'Bakeware' },
      { slug: 'small-appliances', name: 'Small Appliances' },
      { slug: 'glassware', name: 'Glassware' },
    ],
  },
  {
    slug: 'outdoor',
    name: 'Outdoor',
    children: [
      { slug: 'tents', name: 'Tents' },
      { slug: 'sleeping-bags', name: 'Sleeping Bags' },
      { slug: 'flasks', name: 'Flasks & Bottles' },
      { slug: 'camp-kitchen', name: 'Camp Kitchen' },
      { slug: 'cycling', name: 'Cycling' },
      { slug: 'garden', name: 'Garden' },
    ],
  },
  {
    slug: 'electronics',
    name: 'Electronics',
    children: [
      {
        slug: 'audio',
        name: 'Audio',
        children: [
          { slug: 'headphones', name: 'Headphones' },
          { slug: 'speakers', name: 'Speakers' },
        ],
      },
      { slug: 'televisions', name: 'Televisions' },
      { slug: 'monitors', name: 'Monitors' },
      { slug: 'keyboards', name: 'Keyboards & Mice' },
      { slug: 'chargers', name: 'Chargers & Power Banks' },
    ],
  },
  { slug: 'oddments', name: 'Oddments' },
];

export interface PlacedCategory {
  slug: string;
  name: string;
  /** Slugs from the root on, joined by "/". */
  path: string;
  isLeaf: boolean;
}

/** Every category, parents before their children. */
export const categories: readonly PlacedCategory[] = tree.flatMap((category) => place(category, ''));

const pathBySlug = new Map(categories.map((category) => [category.slug, category.path]));

/** "apparel/jackets" for "jackets". Throws RangeError for a slug that is not in the tree. */
export function pathOf(slug: string): string {
  const path = pathBySlug.get(slug);
  if (path === undefined)
    throw new RangeError(`Found no category "${slug}"; expected one of seeds/categories.ts.`);
  return path;
}

function place(category: Category, parentPath: string): PlacedCategory[] {
  const path = parentPath === '' ? category.slug : `${parentPath}/${category.slug}`;
  const children = category.children ?? [];
  return [
    { slug: category.slug, name: category.name, path, isLeaf: children.length === 0 },
    ...children.flatMap((child) => place(child, path)),
  ];
}
