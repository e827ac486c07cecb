import type { CategoryVocabulary, Size, Vocabulary } from '../vocabulary.ts';

/** European sizes; a pair gains about four per cent a size. */
const shoeSizes: readonly Size[] = [
  { label: '37', grams: 0.82 },
  { label: '38', grams: 0.86 },
  { label: '39', grams: 0.9 },
  { label: '40', grams: 0.94 },
  { label: '41' },
  { label: '42', grams: 1.04 },
  { label: '43', grams: 1.08 },
  { label: '44', grams: 1.12 },
];

const boots: CategoryVocabulary = {
  slug: 'boots',
  code: 'BOO',
  products: 10,
  sizes: shoeSizes,
  colours: ['black', 'dark brown', 'chestnut', 'sand', 'oxblood'],
  sizesEach: 4,
  coloursEach: 1,
  kinds: [
    {
      noun: 'Chelsea boots',
      title: '{name} {Material} Chelsea Boots',
      grams: 1050,
      price: 165,
      materials: ['leather', 'suede', 'faux leather'],
      facts: { closure: 'pull-on' },
      openings: [
        'Chelsea boots with deep elastic at the sides and two loops to pull them on by.',
        'One piece of {material} goes round the whole foot, so the {name} has a single seam, at the heel.',
        'Ankle-high boots without a lace in sight, narrow enough to go under trousers.',
      ],
    },
    {
      noun: 'lace-up boots',
      title: '{name} {Material} Lace-Up Boots',
      grams: 1350,
      price: 185,
      materials: ['leather', 'waxed leather', 'suede'],
      facts: { closure: 'laces' },
      openings: [
        'Six eyelets, three hooks and a plain toe: lace-up boots in the service pattern.',
        'The {name} began on building sites and has since been to weddings.',
        'Lace-up boots with a gusseted tongue that keeps out water up to the third eyelet.',
      ],
    },
    {
      noun: 'hiking boots',
      title: '{name} Hiking Boots in {Material}',
      grams: 1200,
      price: 175,
      materials: ['nubuck', 'suede', 'recycled polyester'],
      facts: { closure: 'laces', waterproof: true },
      openings: [
        'Mid-height hiking boots with a waterproof sock inside and a rubber bumper round the toe.',
        'For hut-to-hut weeks with a full pack, the {name} holds the ankle firmly and the heel firmer still.',
        'A hiking boot that needs no breaking in, only laces tied in two zones.',
      ],
    },
    {
      noun: 'rain boots',
      title: '{name} {Material} Rain Boots',
      grams: 1500,
      price: 72,
      materials: ['rubber'],
      facts: { closure: 'pull-on', waterproof: true },
      colours: ['black', 'bottle green', 'navy', 'yellow'],
      openings: [
        'Rain boots that reach the calf and have a kick-off ledge at the heel.',
        'The {name} is cut lower at the back, so rain boots can at last be sat down in.',
        'Puddles, dog walks, festivals: plain rain boots, fully waterproof.',
      ],
    },
  ],
  materials: {
    leather: {
      grams: 1,
      price: 1.1,
      says: [
        'Calf leather takes polish well and scuffs with dignity.',
        'The leather is vegetable-tanned and will darken to the colour of tea.',
        'Smooth leather outside and in, without a layer of plastic between.',
      ],
    },
    'waxed leather': {
      grams: 1.05,
      price: 1.1,
      says: [
        'Waxed leather shows every crease at first and forgives each with a thumb.',
        'Oils and wax in the leather make water stand in drops.',
      ],
    },
    suede: {
      grams: 0.9,
      price: 1,
      says: [
        'The suede is 1.6 mm thick, which is why it keeps its shape.',
        'Snuff-soft suede, ready for a protective spray.',
        'Rough-out suede hides scratches as nothing else does.',
      ],
    },
    nubuck: {
      grams: 1.05,
      price: 1.15,
      says: [
        'Nubuck of 2.2 mm stands between your foot and the scree.',
        'The nubuck has been oiled against mud.',
      ],
    },
    'faux leather': {
      grams: 0.85,
      price: 0.6,
      says: [
        'The faux leather upper is vegan and wipes clean on the bus.',
        'Faux leather keeps these boots light, at {weight} the pair.',
      ],
    },
    'recycled polyester': {
      grams: 0.8,
      price: 0.95,
      says: [
        'A knitted recycled polyester upper makes them some of the lightest boots we stock, at {weight}.',
        'Recycled polyester ripstop dries by the stove within the hour.',
      ],
    },
    rubber: {
      grams: 1,
      price: 1,
      says: [
        'Natural rubber, laid on by hand in eleven pieces, flexes where it should.',
        'The rubber is vulcanised in one go and stays matt.',
        'Neoprene-lined rubber is warm enough for a frosty pier.',
      ],
    },
  },
  details: [
    {
      topic: 'sole',
      facts: { sole: 'rubber' },
      suits: ['Chelsea boots', 'lace-up boots'],
      says: [
        'A lugged rubber sole grips wet leaves and station floors.',
        'The rubber outsole can be replaced by any cobbler.',
        'Its rubber heel has a bevel, for people who walk fast.',
        'Between foot and rubber sole lies a strip of cork that learns your weight.',
      ],
    },
    {
      topic: 'sole',
      facts: { sole: 'rubber' },
      suits: ['hiking boots', 'rain boots'],
      says: [
        'The rubber sole is cleated for clay and grass.',
        'Deep rubber lugs throw off mud at each step.',
        'Soft rubber underfoot holds on wet slabs.',
      ],
    },
    {
      topic: 'sole',
      facts: { sole: 'crepe' },
      suits: ['Chelsea boots'],
      says: ['A crepe sole makes every floor feel carpeted.'],
    },
    {
      topic: 'making',
      suits: ['Chelsea boots', 'lace-up boots'],
      says: [
        'The welt is stitched, and stitched again at the waist.',
        'A steel shank under the arch keeps them from folding.',
        'They are lasted for two days before the sole goes on.',
        'Cork fills the space above the welt.',
      ],
    },
    {
      topic: 'trail',
      suits: ['hiking boots'],
      says: [
        'The tread has a flat zone at the toe for climbing ladders and a brake at the heel.',
        'A nylon plate stops sharp stones at the ball of the foot.',
        'Hooks at the top lock the laces, so going downhill costs no toenails.',
      ],
    },
    {
      topic: 'fit',
      facts: { width: 'wide' },
      says: ['The last is wide across the toes.', 'Made on a wide last, they welcome thick socks.'],
    },
    {
      topic: 'fit',
      facts: { width: 'standard' },
      says: [
        'Standard in width, they fit true to European size.',
        'The width is standard; between sizes, take the larger.',
        'A standard width and a snug heel suit most feet.',
      ],
    },
    {
      topic: 'inside',
      suits: ['Chelsea boots', 'lace-up boots', 'hiking boots'],
      says: [
        'Soft terry behind the ankle spares you the first week’s plasters.',
        'An antibacterial footbed does quiet, necessary work.',
        'There is just enough padding at the collar.',
      ],
    },
    {
      topic: 'inside',
      suits: ['rain boots'],
      says: [
        'The insole lifts out for drying.',
        'A loop inside hangs them up to drain.',
        'They can be hosed down, inside as well.',
      ],
    },
  ],
};

const sneakers: CategoryVocabulary = {
  slug: 'sneakers',
  code: 'SNE',
  products: 10,
  sizes: shoeSizes,
  colours: ['white', 'black', 'navy', 'grey', 'off-white', 'sage', 'red'],
  sizesEach: 3,
  coloursEach: 2,
  kinds: [
    {
      noun: 'court sneakers',
      title: '{name} {Material} Court Sneakers',
      grams: 760,
      price: 98,
      materials: ['leather', 'faux leather', 'suede'],
      facts: { closure: 'laces' },
      openings: [
        'Low court sneakers with a plain toe and a cupsole stitched all the way round.',
        'Tennis shoes of the seventies lent the {name} their shape and kept their stripes.',
        'Clean enough for an office, these court sneakers stay quiet about it.',
      ],
    },
    {
      noun: 'canvas sneakers',
      title: '{name} Sneakers in {Material}',
      grams: 620,
      price: 58,
      materials: ['cotton canvas', 'hemp'],
      facts: { closure: 'laces' },
      openings: [
        'Canvas-type sneakers on a vulcanised sole, as light as a summer promise.',
        'The {name} is a deck shoe at heart: flat, flexible and happy without socks.',
        'Rubber toe cap, cotton laces, eight eyelets; a sneaker that has needed no redesign.',
      ],
    },
    {
      noun: 'running shoes',
      title: '{name} Running Shoes in {Material}',
      builds: [
        { facts: { drop_mm: 8 }, grams: 540, price: 118 },
        { facts: { drop_mm: 4 }, grams: 470, price: 128 },
        { facts: { drop_mm: 10 }, grams: 600, price: 110 },
      ],
      materials: ['knitted polyester', 'recycled polyester'],
      facts: { closure: 'laces' },
      openings: [
        'Road running shoes with a drop of {drop_mm} mm and a rocker under the toes.',
        'Ten kilometres before breakfast is what the {name} was tuned for, on a {drop_mm} mm drop.',
        'Daily trainers for runners who count weeks rather than seconds; the heel stands {drop_mm} mm above the toe.',
      ],
    },
    {
      noun: 'trail shoes',
      title: '{name} Trail Shoes in {Material}',
      builds: [
        { facts: { drop_mm: 6 }, grams: 640, price: 125 },
        { facts: { drop_mm: 4 }, grams: 600, price: 132 },
      ],
      materials: ['recycled polyester', 'nylon'],
      facts: { closure: 'laces' },
      openings: [
        'Trail shoes with five-millimetre lugs for mud and a {drop_mm} mm drop for feeling it.',
        'Roots and wet slate are where the {name} comes alive, {drop_mm} mm of drop and all.',
      ],
    },
    {
      noun: 'slip-on sneakers',
      title: '{name} {Material} Slip-On Sneakers',
      grams: 560,
      price: 64,
      materials: ['wool', 'cotton canvas', 'knitted polyester'],
      facts: { closure: 'pull-on' },
      openings: [
        'Slip-on sneakers for airports, gardens and the last train home.',
        'No laces, no tongue: the {name} holds on by two wedges of elastic.',
        'House shoe by feel and sneaker by looks, with a sole that can go out for milk.',
      ],
    },
  ],
  materials: {
    leather: {
      grams: 1.1,
      price: 1.25,
      says: [
        'The leather is a smooth calf that creases finely.',
        'Full leather, lining included, which the price does not let you expect.',
      ],
    },
    'faux leather': {
      grams: 0.95,
      price: 0.8,
      says: [
        'A faux leather from maize and polyurethane covers them entirely.',
        'The faux leather is free of animal glue as well.',
      ],
    },
    suede: {
      grams: 1,
      price: 1.1,
      says: [
        'Hairy suede in panels changes tone with the light.',
        'The suede is unlined at the quarters and soft there.',
      ],
    },
    'cotton canvas': {
      grams: 1,
      price: 1,
      says: [
        'Twelve-ounce cotton canvas frays nowhere and fades evenly.',
        'Double-layered cotton canvas gives the sides some spine.',
        'The cotton canvas can be scrubbed with a nail brush.',
      ],
    },
    hemp: {
      grams: 1.02,
      price: 1.1,
      says: [
        'Hemp is coarser than cotton and outlives it.',
        'The hemp was grown in rotation with wheat and dyed with little water.',
      ],
    },
    'knitted polyester': {
      grams: 0.9,
      price: 1,
      says: [
        'A knitted polyester upper stretches at the bunion and nowhere else.',
        'The knitted polyester is open over the toes and dense at the heel.',
        'Seamless polyester knit leaves nothing to rub.',
      ],
    },
    'recycled polyester': {
      grams: 0.95,
      price: 1.02,
      says: [
        'Nine tenths of the mesh is recycled polyester.',
        'Recycled polyester mesh lets the puddles out again.',
        'The recycled polyester carries thin welded overlays for support.',
      ],
    },
    nylon: {
      grams: 0.98,
      price: 1.05,
      says: ['The nylon ripstop keeps grit outside.', 'Dense nylon at the toes takes the knocks.'],
    },
    wool: {
      grams: 1,
      price: 1.2,
      says: [
        'Boiled wool breathes, warms and does not smell.',
        'The wool upper is felted to the thickness of a coin.',
      ],
    },
  },
  details: [
    {
      topic: 'sole',
      facts: { sole: 'rubber' },
      suits: ['court sneakers', 'canvas sneakers', 'slip-on sneakers'],
      says: [
        'The rubber sole is glued and stitched.',
        'A gum-coloured rubber sole leaves no marks on a gym floor.',
        'Herringbone rubber underfoot grips on boats as well as buses.',
      ],
    },
    {
      topic: 'sole',
      facts: { sole: 'foam' },
      suits: ['running shoes', 'slip-on sneakers'],
      says: [
        'The foam is soft on landing and quick on leaving.',
        'A thick foam midsole takes the sting out of pavements.',
        'Foam of two densities steadies a tired ankle.',
      ],
    },
    {
      topic: 'grip',
      suits: ['trail shoes'],
      says: [
        'Sticky rubber lugs point forward at the toe and back at the heel.',
        'A rock plate hides in the forefoot.',
        'Drain holes by the arch let a stream back out.',
      ],
    },
    {
      topic: 'run',
      suits: ['running shoes', 'trail shoes'],
      says: [
        'A pair weighs about {weight}.',
        'Loops at the heel and tongue make cold mornings quicker.',
        'The tongue is joined to the sides, so it never wanders.',
        'Reflective flecks at the heel pick up headlights.',
      ],
    },
    {
      topic: 'fit',
      facts: { width: 'standard' },
      says: [
        'They come in a standard width.',
        'Standard width, true to size, forgiving at the instep.',
        'A standard last with a round toe gives everyone a fair chance.',
      ],
    },
    {
      topic: 'fit',
      facts: { width: 'wide' },
      says: ['A wide toe box lets the foot spread.', 'The shape is wide, closer to a foot than to an arrow.'],
    },
    {
      topic: 'inside',
      says: [
        'The insole is cork on foam and comes out to be washed.',
        'A padded collar keeps the heel in its place.',
        'The footbed is shaped, and firmer under the arch.',
      ],
    },
    {
      topic: 'laces',
      suits: ['court sneakers', 'canvas sneakers', 'running shoes', 'trail shoes'],
      says: [
        'Lining and laces are made from the same yarn.',
        'Spare laces in a second colour are in the box.',
        'The laces are flat, waxed a little, and stay tied.',
      ],
    },
    {
      topic: 'care',
      of: ['leather', 'faux leather', 'cotton canvas', 'hemp'],
      says: [
        'Clean them with soap, water and patience.',
        'Stuff them with newspaper when they get wet.',
        'A pencil eraser takes scuffs off the sole.',
      ],
    },
  ],
};

const shoes: CategoryVocabulary = {
  slug: 'shoes',
  code: 'SHO',
  products: 8,
  sizes: shoeSizes,
  colours: ['black', 'dark brown', 'tan', 'oxblood', 'navy'],
  sizesEach: 4,
  coloursEach: 1,
  kinds: [
    {
      noun: 'Derby shoes',
      title: '{name} {Material} Derby Shoes',
      grams: 980,
      price: 155,
      materials: ['leather', 'suede'],
      facts: { closure: 'laces' },
      openings: [
        'Derby shoes with open lacing, friendly to a high instep.',
        'Round-toed and four-holed, the {name} Derby is the shoe one stops thinking about.',
      ],
    },
    {
      noun: 'loafers',
      title: '{name} {Material} Loafers',
      grams: 760,
      price: 142,
      materials: ['leather', 'suede', 'faux leather'],
      facts: { closure: 'pull-on' },
      openings: [
        'Penny loafers with a hand-sewn apron and a strap for the coin nobody carries.',
        'The {name} is an unlined loafer that folds like a glove.',
        'Loafers with a low vamp, to be worn with or without the sock debate.',
      ],
    },
    {
      noun: 'sandals',
      title: '{name} {Material} Sandals',
      grams: 540,
      price: 84,
      materials: ['leather', 'faux leather'],
      facts: { closure: 'buckle' },
      openings: [
        'Two straps, two buckles and a footbed that takes your print by July.',
        'The {name} sandals have an ankle strap that stays up and a toe strap that stays soft.',
        'Fisherman-style sandals, closed at the toe and open everywhere else.',
      ],
    },
    {
      noun: 'slippers',
      title: '{name} {Material} Slippers',
      grams: 420,
      price: 48,
      materials: ['wool', 'suede'],
      facts: { closure: 'pull-on' },
      openings: [
        'Slippers with a heel, so that they come upstairs with you.',
        'Felted round a last rather than sewn, the {name} is a slipper without seams.',
        'For stone floors and early kitchens: slippers as warm as the bed you left.',
      ],
    },
  ],
  materials: {
    leather: {
      grams: 1.05,
      price: 1.15,
      says: [
        'The leather comes from a tannery that recycles its water.',
        'Soft-milled leather needs one evening of wearing in.',
        'The leather is dyed through and greased before it is cut.',
      ],
      also: {
        'Derby shoes': [
          'Box-calf leather, fine-grained and easily shined.',
          'Burnished by hand at toe and heel, the leather looks older than it is.',
        ],
      },
    },
    suede: {
      grams: 0.95,
      price: 1.05,
      says: [
        'The suede is cut from young calf and feels like moss.',
        'Dense-napped suede comes with a crepe brush in the box.',
        'The suede was chosen for its even, short nap.',
      ],
      also: { loafers: ['A suede this close looks dressy even at the beach.'] },
    },
    'faux leather': {
      grams: 0.9,
      price: 0.65,
      says: [
        'Faux leather with a pebbled grain stands up to drizzle.',
        'The straps and lining are faux leather, stitched with cotton.',
      ],
    },
    wool: {
      grams: 1,
      price: 1,
      says: ['The felt is pure wool, 5 mm thick.', 'Wool of several breeds is blended for a firm felt.'],
    },
  },
  details: [
    {
      topic: 'sole',
      facts: { sole: 'leather' },
      suits: ['Derby shoes', 'loafers'],
      of: ['leather', 'suede'],
      says: [
        'The leather sole is closed-channel stitched, so no thread touches the road.',
        'Leather soles and a quarter-rubber heel keep the step quiet.',
      ],
    },
    {
      topic: 'sole',
      facts: { sole: 'rubber' },
      suits: ['Derby shoes', 'loafers', 'sandals', 'slippers'],
      says: [
        'A thin rubber sole stands up to rain without showing.',
        'It walks on rubber, studded finely like a driving shoe.',
        'Rubber under the ball and heel saves the parquet.',
      ],
    },
    {
      topic: 'sole',
      facts: { sole: 'cork' },
      suits: ['sandals'],
      says: [
        'The footbed is cork and latex, with a deep heel cup.',
        'Cork gives under each step and comes back overnight.',
      ],
    },
    {
      topic: 'making',
      suits: ['Derby shoes', 'loafers'],
      says: [
        'Stitched to a welt, they can be resoled more than once.',
        'The heel counter is leather board and remembers your heel.',
        'Edges are inked twice and waxed with a hot iron.',
      ],
    },
    {
      topic: 'fit',
      facts: { width: 'standard' },
      says: [
        'They are made in a standard width and run a touch long.',
        'Standard across the ball, snug at the waist.',
        'The fitting is standard and true to size.',
      ],
    },
    {
      topic: 'fit',
      facts: { width: 'wide' },
      says: ['The fitting is wide, which the shape conceals.', 'A wide fitting spares the little toe.'],
    },
    {
      topic: 'inside',
      says: [
        'A slim pad of foam lies under the heel.',
        'There is a cotton bag with each pair for travelling.',
        'The sock lining is perforated.',
        'Nothing inside has an edge that you could feel.',
      ],
    },
  ],
};

export const footwear: Vocabulary = { department: 'footwear', categories: [boots, sneakers, shoes] };
