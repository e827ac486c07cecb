import type { Clock } from './clock.ts';
import { eur, type PriceRecord, usd, wholesale } from './hand-made/parts.ts';
import type { Random } from './random.ts';

/** One stretch of a product's price history; `to` absent: until further notice. `factor` is against the regular price. */
interface Stretch {
  from: string;
  to?: string;
  factor: number;
  isSale?: boolean;
}

/** How the prices of a product have moved and will move; the same for all of its variants and public lists. */
interface PriceLife {
  /** Day of the first price, counted from the seeding: negative is past. */
  firstDay: number;
  history: readonly Stretch[];
  inEuros: boolean;
  inWholesale: boolean;
}

type Story = (clock: Clock, random: Random) => { firstDay: number; history: Stretch[] };

const steady: Story = (clock, random) => {
  const firstDay = -random.whole(50, 900);
  return { firstDay, history: [{ from: clock.day(firstDay), factor: 1 }] };
};

const raised: Story = (clock, random) => {
  const rise = -random.whole(20, 200);
  const firstDay = rise - random.whole(150, 600);
  return {
    firstDay,
    history: [
      { from: clock.day(firstDay), to: clock.day(rise), factor: 0.92 },
      { from: clock.day(rise), factor: 1 },
    ],
  };
};

/** A sale from one day to another, with the regular price before it and after. */
function withSale(clock: Clock, random: Random, begin: number, end: number): ReturnType<Story> {
  const firstDay = Math.min(begin, 0) - random.whole(60, 500);
  return {
    firstDay,
    history: [
      { from: clock.day(firstDay), to: clock.day(begin), factor: 1 },
      {
        from: clock.day(begin),
        to: clock.day(end),
        factor: random.pick([0.7, 0.75, 0.8, 0.85]),
        isSale: true,
      },
      { from: clock.day(end), factor: 1 },
    ],
  };
}

const onSale: Story = (clock, random) => withSale(clock, random, -random.whole(1, 10), random.whole(2, 12));

const afterSale: Story = (clock, random) => {
  const end = -random.whole(1, 60);
  return withSale(clock, random, end - random.whole(4, 14), end);
};

const saleAnnounced: Story = (clock, random) => {
  const begin = random.whole(1, 9);
  return withSale(clock, random, begin, begin + random.whole(4, 10));
};

const riseAnnounced: Story = (clock, random) => {
  const firstDay = -random.whole(90, 600);
  const rise = clock.day(random.whole(3, 30));
  return {
    firstDay,
    history: [
      { from: clock.day(firstDay), to: rise, factor: 1 },
      { from: rise, factor: 1.08 },
    ],
  };
};

const lapsed: Story = (clock, random) => {
  const end = -random.whole(15, 90);
  const clearance = end - random.whole(30, 90);
  const firstDay = clearance - random.whole(200, 700);
  return {
    firstDay,
    history: [
      { from: clock.day(firstDay), to: clock.day(clearance), factor: 1 },
      { from: clock.day(clearance), to: clock.day(end), factor: 0.6, isSale: true },
    ],
  };
};

const coming: Story = (clock, random) => {
  const firstDay = random.whole(2, 21);
  return { firstDay, history: [{ from: clock.day(firstDay), factor: 1 }] };
};

const stories: readonly (readonly [weight: number, story: Story])[] = [
  [38, steady],
  [16, raised],
  [17, onSale],
  [11, afterSale],
  [6, saleAnnounced],
  [5, riseAnnounced],
  [3, lapsed],
  [3, coming],
];

export function drawPriceLife(clock: Clock, random: Random): PriceLife {
  const { firstDay, history } = random.weigh(stories)(clock, random);
  return { firstDay, history, inEuros: random.chance(0.55), inWholesale: random.chance(0.35) };
}

/** The price rows of a variant whose regular price is about so many dollars. A wholesale price never goes on sale. */
export function writePrices(dollars: number, life: PriceLife): PriceRecord[] {
  const euros = dollars * 0.95;
  const [first] = life.history;
  const last = life.history.at(-1);
  const rows = [
    ...life.history.map((stretch) => usd(roundPrice(dollars * stretch.factor), periodOf(stretch, dollars))),
    ...(life.inEuros
      ? life.history.map((stretch) => eur(roundPrice(euros * stretch.factor), periodOf(stretch, euros)))
      : []),
  ];
  if (life.inWholesale && first !== undefined) {
    const period = { from: first.from, ...(last?.to === undefined ? {} : { to: last.to }) };
    rows.push(wholesale(Math.max(1, Math.round(dollars * 0.58)).toFixed(2), period));
  }
  return rows;
}

function periodOf(stretch: Stretch, regular: number): { from: string; to?: string; compareAt?: string } {
  return {
    from: stretch.from,
    ...(stretch.to === undefined ? {} : { to: stretch.to }),
    ...(stretch.isSale ? { compareAt: roundPrice(regular) } : {}),
  };
}

/** Amounts as shops write them: 14.95, 48.00, 129.00, 449.00. */
function roundPrice(amount: number): string {
  if (amount < 30) return (Math.max(2, Math.round(amount)) - 0.05).toFixed(2);
  if (amount < 60) return Math.round(amount).toFixed(2);
  if (amount < 300) return (Math.round(amount / 5) * 5 - 1).toFixed(2);
  return (Math.round(amount / 10) * 10 - 1).toFixed(2);
}
