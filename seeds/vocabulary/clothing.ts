import type { CategoryVocabulary, Size } from '../vocabulary.ts';

const garmentSizes: readonly Size[] = [
  { label: 'XS', grams: 0.9 },
  { label: 'S', grams: 0.95 },
  { label: 'M' },
  { label: 'L', grams: 1.06 },
  { label: 'XL', grams: 1.12 },
];
const waistSizes: readonly Size[] = [
  { label: '28', grams: 0.93 },
  { label: '30', grams: 0.96 },
  { label: '32' },
  { label: '34', grams: 1.04 },
  { label: '36', grams: 1.08 },
];

export const knitwear: CategoryVocabulary = {
  slug: 'knitwear',
  code: 'KNI',
  products: 10,
  sizes: garmentSizes,
  colours: ['oatmeal', 'navy', 'charcoal', 'rust', 'bottle green', 'mustard', 'cream', 'heather grey'],
  sizesEach: 4,
  coloursEach: 2,
  kinds: [
    {
      noun: 'crew-neck sweater',
      title: '{name} {Material} Crew-Neck Sweater',
      grams: 420,
      price: 88,
      materials: ['merino wool', 'lambswool', 'cotton', 'cashmere'],
      facts: { neckline: 'crew' },
      openings: [
        'A plain crew-neck sweater, which is the hardest kind to get right.',
        'The {name} has a crew neck, set-in sleeves and nothing written on it.',
        'Knitted in one piece up to the armholes, this crew neck has no side seams to twist.',
      ],
    },
    {
      noun: 'cardigan',
      title: '{name} {Material} Cardigan',
      grams: 500,
      price: 98,
      materials: ['lambswool', 'merino wool', 'cotton', 'alpaca blend'],
      facts: { neckline: 'v', closure: 'buttons' },
      openings: [
        'A cardigan with six buttons and two patch pockets, for rooms that are never quite warm.',
        'Wear the {name} as a cardigan indoors and as a jacket from May.',
        'Deep in the V and long in the body, this is the cardigan people borrow and keep.',
      ],
    },
    {
      noun: 'roll-neck sweater',
      title: '{name} {Material} Roll-Neck Sweater',
      grams: 460,
      price: 96,
      materials: ['merino wool', 'cashmere', 'alpaca blend'],
      facts: { neckline: 'roll' },
      openings: [
        'A roll-neck fine enough to go under a blazer without filling the sleeves.',
        'The collar of this roll-neck folds once, stands by itself and does not choke.',
        'Ribbed from hem to chin, the {name} gives a little and warms a lot.',
      ],
    },
    {
      noun: 'fisherman sweater',
      title: '{name} {Material} Fisherman Sweater',
      grams: 820,
      price: 125,
      materials: ['lambswool', 'merino wool', 'alpaca blend'],
      facts: { neckline: 'crew', pattern: 'cable' },
      openings: [
        'Cables, moss stitch and a honeycomb panel: three winters’ knitting in one fisherman sweater.',
        'A heavy fisherman’s sweater in {material} that can stand in for a coat on dry days.',
        'The {name} is knitted as it was for boats: thick, short in the arm and tight at the neck.',
      ],
    },
    {
      noun: 'sweater vest',
      title: '{name} {Material} Sweater Vest',
      grams: 280,
      price: 62,
      materials: ['merino wool', 'lambswool', 'cotton'],
      facts: { neckline: 'v', sleeve: 'sleeveless' },
      openings: [
        'A sleeveless V-neck that keeps the chest warm and the arms free for typing.',
        'The {name} vest goes over a shirt and under nothing, which is why its rib is deep and firm.',
        'A vest for people whose elbows are always warm and whose middle never is.',
      ],
    },
  ],
  materials: {
    'merino wool': {
      grams: 0.9,
      price: 1.05,
      says: [
        'Extra-fine merino of 19 microns means that you can wear it next to the skin.',
        'The merino wool is spun tight, so it pills late and little.',
        'It is merino throughout, {weight} of it, and dries overnight on a towel.',
      ],
    },
    lambswool: {
      grams: 1.15,
      price: 0.9,
      says: [
        'Lambswool from a first shearing has loft, bounce and a trace of the hillside.',
        'The yarn is a flecked lambswool, dyed in the fleece so that no two strands agree.',
        'Soft-washed lambswool fluffs up after the first hand wash.',
      ],
    },
    cotton: {
      grams: 1.1,
      price: 0.75,
      says: [
        'Long-staple cotton makes a sweater for summer evenings and for people whom wool makes scratch.',
        'Cool to the touch, the cotton yarn is plied three times over.',
        'The cotton is combed, hence the smooth, almost matt face.',
      ],
    },
    cashmere: {
      grams: 0.75,
      price: 2.1,
      says: [
        'Two-ply cashmere at {weight} is the warmest thing here for its weight.',
        'The cashmere comes from the under-fleece and is knitted tightly enough to last.',
      ],
    },
    'alpaca blend': {
      grams: 0.95,
      price: 1.25,
      says: [
        'Alpaca with a core of nylon gives a halo of hair and surprising strength.',
        'An alpaca blend holds heat better than sheep’s wool and never felts at the elbow.',
        'There is no lanolin in alpaca, so sensitive skins tend to get on with it.',
      ],
    },
  },
  always: ['fit'],
  details: [
    {
      topic: 'fit',
      facts: { fit: 'regular' },
      says: [
        'It has a regular fit with a hem that stays at the belt.',
        'The regular shape neither hugs nor hangs.',
        'Fit is regular, and the back a little longer than the front.',
        'The regular fit allows for a shirt collar and no more.',
        'Sized regular, it ends at the hip bone.',
        'In a regular size it sits over a shirt without ruffling the collar.',
      ],
    },
    {
      topic: 'fit',
      facts: { fit: 'relaxed' },
      suits: ['crew-neck sweater', 'cardigan', 'roll-neck sweater', 'fisherman sweater'],
      says: [
        'A relaxed fit with dropped shoulders gives it a slouch that is all design.',
        'Relaxed and a bit cropped, it works over dresses too.',
        'The body is relaxed, the rib at the hem is not.',
        'Knitted to a relaxed measure, it leaves room for a second thin layer.',
      ],
    },
    {
      topic: 'fit',
      facts: { fit: 'slim' },
      suits: ['crew-neck sweater', 'roll-neck sweater', 'sweater vest'],
      says: [
        'Slim enough to tuck in.',
        'The slim fit follows the ribs and stops above the hip.',
        'It is knitted slim and gives where it must.',
      ],
    },
    {
      topic: 'making',
      suits: ['crew-neck sweater', 'cardigan', 'roll-neck sweater', 'fisherman sweater'],
      says: [
        'Elbows and neck are knitted double.',
        'Cuffs and hem are ribbed two by two and keep their grip.',
        'The sleeves were shaped on the machine, not cut.',
      ],
    },
    {
      topic: 'making',
      says: [
        'The shoulders are linked by hand, loop to loop, so there is no ridge.',
        'A tab of spare yarn is sewn inside for the day you catch it on a nail.',
        'Each panel is steamed on a board before it is joined, which is why the stripes of rib meet.',
        'The neckline carries a strand of elastic yarn and comes back after every pull.',
        'Eight hours go into each one, half of them by hand.',
        'Side seams are sewn flat, so that it can be worn under a coat without a ridge.',
      ],
    },
    {
      topic: 'care',
      of: ['merino wool', 'lambswool', 'cashmere', 'alpaca blend'],
      says: [
        'Wash it by hand in cool water, roll it in a towel and dry it flat.',
        'A cedar block in the drawer, a comb for the first pills, and it will outlast the moths.',
        'Rest it a day between wearings and it hardly ever needs washing.',
        'Never hang it: the shoulders remember.',
        'Turn it inside out before you wash it, by hand, in little water.',
        'A tumble dryer would make it a child’s size.',
        'Soap flakes, cool water and a towel are the whole recipe.',
      ],
    },
    {
      topic: 'care',
      facts: { machine_washable: true },
      of: ['cotton'],
      says: [
        'It takes a machine wash at 30 °C and a reshaping while damp.',
        'Throw it in the machine in a net bag.',
      ],
    },
    {
      topic: 'wear',
      says: [
        'Over a poplin shirt it looks like Tuesday, over bare skin like Saturday.',
        'The colour was matched to old book cloth.',
        'Its gauge is close enough to stop a breeze on the way to the train.',
        'It asks for no ironing and very little thought.',
        'Two of us have worn the sample for a year and quarrel about whose it is.',
      ],
    },
  ],
};

export const shirts: CategoryVocabulary = {
  slug: 'shirts',
  code: 'SHI',
  products: 10,
  sizes: garmentSizes,
  colours: ['white', 'sky blue', 'navy', 'ecru', 'sage', 'black', 'pale pink', 'brick red'],
  sizesEach: 4,
  coloursEach: 2,
  kinds: [
    {
      noun: 'Oxford shirt',
      title: '{name} Oxford Shirt in {Material}',
      grams: 260,
      price: 62,
      materials: ['cotton', 'organic cotton'],
      facts: { closure: 'buttons', sleeve: 'long' },
      openings: [
        'A button-down Oxford shirt with a collar roll that no iron can flatten.',
        'The {name} is the shirt for the day after the suit.',
        'Basket-weave cloth and a box pleat behind: an Oxford made the usual way, carefully.',
      ],
    },
    {
      noun: 'flannel shirt',
      title: '{name} Flannel Shirt in {Material}',
      grams: 340,
      price: 68,
      materials: ['cotton', 'wool blend'],
      facts: { closure: 'buttons', sleeve: 'long', pattern: 'check' },
      colours: ['brick red', 'navy', 'forest green', 'charcoal'],
      openings: [
        'A checked flannel shirt brushed on both sides and cut to be worn open over a T-shirt.',
        'Two buttoned pockets and a check as large as a hand mark the {name} as a winter shirt.',
        'Warm as a thin sweater, this flannel is what one wears to stack wood or to look as if one had.',
      ],
    },
    {
      noun: 'summer shirt',
      title: '{name} {Material} Summer Shirt',
      grams: 190,
      price: 66,
      materials: ['linen', 'lyocell', 'cotton'],
      facts: { closure: 'buttons', sleeve: 'short' },
      openings: [
        'Short sleeves, a flat camp collar and a straight hem that is not meant to be tucked in.',
        'An easy short-sleeved shirt for the hottest fortnight of the year.',
        'The {name} has a loose short sleeve and a neck that lies open by design.',
      ],
    },
    {
      noun: 'band-collar shirt',
      title: '{name} {Material} Band-Collar Shirt',
      grams: 230,
      price: 70,
      materials: ['linen', 'organic cotton', 'lyocell'],
      facts: { closure: 'buttons', sleeve: 'long' },
      openings: [
        'No collar, just a narrow band and one small button: a shirt that never wanted a tie.',
        'Half-placket, band collar, long tails; the {name} goes over the head like an old work smock.',
        'A band-collar shirt to wear under knitwear, where an ordinary collar would bunch.',
      ],
    },
    {
      noun: 'overshirt',
      title: '{name} {Material} Overshirt',
      grams: 560,
      price: 98,
      materials: ['wool blend', 'corduroy', 'cotton'],
      facts: { closure: 'snaps', sleeve: 'long' },
      colours: ['navy', 'olive', 'tobacco', 'black'],
      openings: [
        'Heavier than a shirt and lighter than a jacket, this overshirt closes with snaps.',
        'The {name} overshirt has flapped chest pockets and side slits to reach the trousers beneath.',
      ],
    },
  ],
  materials: {
    cotton: {
      grams: 1,
      price: 0.95,
      says: [
        'The cotton is a two-ply yarn that gets better with the fiftieth wash.',
        'Plain, good cotton, shrunk before it was cut.',
        'Cotton of middling weight hangs straight and hides nothing.',
        'Its cotton was carded rather than combed, for a slightly hairy, friendly surface.',
      ],
    },
    'organic cotton': {
      grams: 1,
      price: 1.1,
      says: [
        'The organic cotton is certified from field to spinning mill.',
        'Grown without pesticides, the organic cotton feels like any other, which is the point.',
        'Organic cotton in a fine count lends it a dry, cool hand.',
      ],
    },
    linen: {
      grams: 0.95,
      price: 1.2,
      says: [
        'Pure linen, garment-washed, arrives with its creases already in character.',
        'Flax grown by the sea makes a linen that dries in the time it takes to have lunch.',
        'The linen is loosely woven; hold it to the window and see.',
      ],
    },
    lyocell: {
      grams: 0.85,
      price: 1.05,
      says: [
        'Lyocell falls like silk, washes like cotton and weighs {weight} as a shirt.',
        'A drapey lyocell made from wood pulp stays cool against the back.',
      ],
    },
    'wool blend': {
      grams: 1.15,
      price: 1.35,
      says: [
        'A wool blend with cotton takes the chill off without itching at the collar.',
        'Milled lightly, the wool blend has the feel of a favourite blanket.',
      ],
    },
    corduroy: {
      grams: 1.1,
      price: 1,
      says: [
        'A fourteen-wale corduroy, cut lengthwise, catches the light in fine lines.',
        'The corduroy is pure cotton and softens at the cuffs first.',
      ],
    },
  },
  always: ['fit'],
  details: [
    {
      topic: 'fit',
      facts: { fit: 'regular' },
      says: [
        'A regular fit, with darts left out so it can breathe.',
        'The shirt has a regular body and a hem curved for tucking or not.',
        'Regular, with a yoke in two pieces that follows the shoulders.',
        'It comes in a regular fit and runs true.',
        'Regular round the chest, with a little shape at the waist.',
      ],
    },
    {
      topic: 'fit',
      facts: { fit: 'slim' },
      suits: ['Oxford shirt', 'band-collar shirt'],
      says: [
        'Two back darts make the fit slim without making it tight.',
        'Slim sleeves and a tapered waist keep it flat under a jacket.',
        'The slim cut has a higher armhole, which moves better than it looks.',
      ],
    },
    {
      topic: 'fit',
      facts: { fit: 'relaxed' },
      suits: ['flannel shirt', 'summer shirt', 'overshirt', 'band-collar shirt'],
      says: [
        'Relaxed in the body, it lets the air through.',
        'Relaxed and a little square, it hangs well over shorts.',
        'The relaxed fit is a whole size wider than our other shirts.',
        'A relaxed shape means you can layer over a vest or go without.',
      ],
    },
    {
      topic: 'buttons',
      suits: ['Oxford shirt', 'flannel shirt', 'summer shirt', 'band-collar shirt'],
      says: [
        'Buttons of corozo nut, cross-stitched, will not come off in the wash.',
        'The buttons are real shell, so each has its own glint.',
        'A spare button hides under the side seam, in the right size for once.',
        'Every buttonhole is sewn first and cut afterwards.',
        'The second button is placed low enough for an open neck.',
        'Buttons go on with a wrapped shank.',
      ],
    },
    {
      topic: 'seams',
      says: [
        'Side seams are felled in a single needle, eighteen stitches to the inch.',
        'The pocket is matched to the pattern beneath it.',
        'A second row of stitching guards the armhole.',
        'The label is woven and sewn on all four sides, so it does not scratch.',
        'Tails are long enough to stay in when you reach for a shelf.',
        'Gussets at the hem stop the tails from tearing.',
        'A locker loop at the back is strong enough to hang it by.',
        'The yoke is cut in two halves, on the slant.',
      ],
    },
    {
      topic: 'care',
      facts: { machine_washable: true },
      of: ['cotton', 'organic cotton', 'linen', 'corduroy', 'lyocell'],
      says: [
        'Machine wash at 40 °C, hang it wet and forget the iron.',
        'The cloth is pre-shrunk and machine washable.',
        'Any machine, any detergent, any line will do.',
        'It may be washed by machine with the rest of the week.',
        'A warm machine wash will not shrink it further.',
        'Wash it by machine, shake it out, and the creases fall where they like.',
      ],
    },
  ],
};

export const trousers: CategoryVocabulary = {
  slug: 'trousers',
  code: 'TRO',
  products: 10,
  sizes: waistSizes,
  colours: ['navy', 'khaki', 'black', 'stone', 'olive', 'mid grey', 'tobacco', 'indigo'],
  sizesEach: 4,
  coloursEach: 2,
  kinds: [
    {
      noun: 'chinos',
      title: '{name} {Material} Chinos',
      grams: 480,
      price: 72,
      materials: ['cotton twill', 'organic cotton'],
      facts: { closure: 'zip' },
      openings: [
        'Chinos with a mid rise and a leg that narrows just enough to show the shoe.',
        'The {name} chinos are the pair to pack when you may pack one.',
        'Flat-fronted and slant-pocketed, these chinos mind their own business.',
      ],
    },
    {
      noun: 'jeans',
      title: '{name} {Material} Jeans',
      grams: 680,
      price: 95,
      materials: ['denim', 'stretch denim'],
      facts: { closure: 'buttons' },
      colours: ['indigo', 'black', 'light blue', 'ecru'],
      openings: [
        'Five-pocket jeans with a button fly and copper rivets where the strain is.',
        'Jeans as they were before anyone gave the cuts names: five pockets, one yoke, no fuss.',
        'The {name} jeans come unhemmed at 36 inches, for you or your tailor to shorten.',
      ],
    },
    {
      noun: 'wide-leg trousers',
      title: '{name} {Material} Wide-Leg Trousers',
      grams: 430,
      price: 86,
      materials: ['linen', 'wool', 'lyocell'],
      facts: { closure: 'zip' },
      openings: [
        'Wide-leg trousers that start high, fall straight and brush the shoe.',
        'With one deep pleat on each side, the {name} gives the wide leg a reason to move.',
        'Trousers as wide as a skirt, with pockets you would not get in one.',
      ],
    },
    {
      noun: 'suit trousers',
      title: '{name} {Material} Suit Trousers',
      colours: ['navy', 'mid grey', 'charcoal', 'black'],
      grams: 420,
      price: 115,
      materials: ['wool', 'cotton twill'],
      facts: { closure: 'zip' },
      openings: [
        'Suit trousers with a half-lined front, a hook-and-bar waist and a crease that lasts.',
        'Buy them with the matching blazer or let the {name} upgrade a sweater.',
        'Trousers from a suit that are sold alone, since the trousers always go first.',
      ],
    },
    {
      noun: 'walking trousers',
      title: '{name} {Material} Walking Trousers',
      grams: 340,
      price: 78,
      materials: ['nylon', 'recycled polyester'],
      facts: { closure: 'zip' },
      openings: [
        'Walking trousers with shaped knees, a zipped thigh pocket and cuffs that cinch over boots.',
        'Made for stiles, ladders and wet bracken, the {name} dries while you eat your sandwich.',
        'Long-distance trousers, cut so that the seams avoid the places where a hip belt rubs.',
      ],
    },
  ],
  materials: {
    'cotton twill': {
      grams: 1,
      price: 1,
      says: [
        'The cotton twill has two per cent of elastane, which your knees will notice.',
        'Peached cotton twill of eight ounces suits three seasons of the four.',
        'A dense cotton twill keeps the crease and shrugs off the coffee.',
      ],
    },
    'organic cotton': {
      grams: 1,
      price: 1.1,
      says: [
        'Organic cotton, dyed after sewing, gives seams with a little white in them.',
        'The cloth is organic cotton in a broken twill that will not twist.',
      ],
    },
    denim: {
      grams: 1.1,
      price: 1.05,
      says: [
        'It is rigid denim of fourteen ounces and softens on your own schedule.',
        'The denim is rope-dyed, so the fades come slowly and stay.',
      ],
    },
    'stretch denim': {
      grams: 0.9,
      price: 0.9,
      says: [
        'Stretch denim with a good memory does not bag at the seat by evening.',
        'Ten-ounce stretch denim feels worn-in from the first morning.',
      ],
    },
    linen: {
      grams: 0.9,
      price: 1.05,
      says: [
        'The linen is heavy enough to hang well and open enough for August.',
        'Laundered linen leaves them soft and a little rumpled.',
      ],
    },
    wool: {
      grams: 0.95,
      price: 1.35,
      says: [
        'A tropical wool breathes in summer and holds a press in winter.',
        'The wool is a high-twist yarn: sit on a train for four hours and stand up smooth.',
        'Worsted wool with a dry finish, woven narrow and cut with care.',
      ],
    },
    lyocell: {
      grams: 0.8,
      price: 0.95,
      says: [
        'Fluid lyocell moves half a second after you do.',
        'The lyocell is opaque in every shade, the pale ones included.',
      ],
    },
    nylon: {
      grams: 1,
      price: 1.05,
      says: [
        'Four-way stretch nylon weighs {weight} in a middle size and resists thorns.',
        'The nylon has a soft face and sheds the drizzle.',
      ],
    },
    'recycled polyester': {
      grams: 0.95,
      price: 0.9,
      says: [
        'Its recycled polyester is quick-drying and has a sun factor of 50.',
        'The recycled polyester carries a mesh behind the knee for ventilation.',
      ],
    },
  },
  always: ['fit'],
  details: [
    {
      topic: 'fit',
      facts: { fit: 'slim' },
      suits: ['chinos', 'jeans', 'suit trousers'],
      says: [
        'Slim in the thigh, slimmer at the ankle.',
        'The fit is slim with a little ease at the seat.',
        'Go up one waist if you like your trousers less slim than this.',
        'A slim cut in a cloth with give looks sharp and sits softly.',
      ],
    },
    {
      topic: 'fit',
      facts: { fit: 'regular' },
      suits: ['chinos', 'jeans', 'suit trousers', 'walking trousers'],
      says: [
        'A regular leg measures 19 cm across the hem.',
        'Regular through hip and thigh, they suit most builds.',
        'The cut is regular and the rise comfortable when seated.',
        'The regular fit was drawn round a cyclist, so it never binds.',
        'Regular all the way, with nothing to adjust and nothing to explain.',
        'A regular fit with a straight hem takes a turn-up well.',
      ],
    },
    {
      topic: 'fit',
      facts: { fit: 'relaxed' },
      suits: ['wide-leg trousers', 'walking trousers', 'jeans'],
      says: [
        'They are relaxed from the hip down.',
        'A relaxed fit leaves the waistband to do the holding.',
        'Expect a relaxed seat and plenty of room at the knee.',
        'The relaxed line reads as deliberate once the shirt is tucked in.',
      ],
    },
    {
      topic: 'pockets',
      says: [
        'The back pockets button, the front ones are deep enough for a hand and a phone.',
        'A coin pocket inside the right front pocket fits a key exactly.',
        'Pockets are faced in the outer cloth so the lining never shows.',
        'The left back pocket has a loop, for those who lose wallets.',
        'Pocket bags are cut from the strong stuff, because keys are sharp.',
        'One hidden zip on the side holds tickets.',
      ],
    },
    {
      topic: 'waist',
      suits: ['chinos', 'wide-leg trousers', 'suit trousers', 'walking trousers'],
      says: [
        'The waistband is curtained inside with striped cotton that grips a shirt.',
        'Side adjusters make the belt optional.',
        'A strip of elastic at the back gives after dinner.',
        'Seven belt loops, the middle one doubled, keep everything level.',
        'The waistband is cut in two pieces, which any tailor will thank you for.',
        'An inner button keeps the front flat.',
      ],
    },
    {
      topic: 'care',
      facts: { machine_washable: true },
      of: [
        'cotton twill',
        'organic cotton',
        'denim',
        'stretch denim',
        'linen',
        'nylon',
        'recycled polyester',
        'lyocell',
      ],
      says: [
        'They are machine washable and prefer to be turned inside out.',
        'Machine wash cold and hang them by the hems.',
        'After thirty machine washes our test pair had lost none of its shape.',
        'Machine washable, and better for it.',
        'A short machine wash and a long line are best.',
      ],
    },
    {
      topic: 'care',
      of: ['wool'],
      says: [
        'Hang them from the cuffs in a steamy bathroom and the creases drop out.',
        'Dry clean seldom; brush often.',
      ],
    },
  ],
};

export const dresses: CategoryVocabulary = {
  slug: 'dresses',
  code: 'DRE',
  products: 9,
  sizes: garmentSizes,
  colours: ['black', 'cobalt', 'terracotta', 'ivory', 'forest green', 'dusty rose', 'navy'],
  sizesEach: 4,
  coloursEach: 2,
  kinds: [
    {
      noun: 'wrap dress',
      title: '{name} {Material} Wrap Dress',
      grams: 310,
      price: 98,
      materials: ['viscose', 'lyocell', 'silk'],
      facts: { neckline: 'v', length: 'midi' },
      openings: [
        'A true wrap dress that ties at the side and fits a different body every year.',
        'The {name} wraps, knots and falls to mid-calf, and a hidden snap keeps the neckline honest.',
      ],
    },
    {
      noun: 'shirt dress',
      title: '{name} {Material} Shirt Dress',
      grams: 380,
      price: 92,
      materials: ['cotton', 'linen', 'denim'],
      facts: { neckline: 'collared', length: 'knee', closure: 'buttons' },
      openings: [
        'A shirt dress with a proper collar and buttons all the way to the knee.',
        'Take a good shirt, lengthen it, add a belt and pockets, and you have the {name}.',
        'Worn closed it is a dress, worn open a light summer coat.',
      ],
    },
    {
      noun: 'sweater dress',
      title: '{name} {Material} Sweater Dress',
      grams: 620,
      price: 118,
      materials: ['merino wool', 'lambswool'],
      facts: { neckline: 'roll', length: 'midi' },
      openings: [
        'A ribbed sweater dress with a roll neck, for boots and thick tights.',
        'The {name} is knitted in the round, so nothing about this dress rubs or rides up.',
      ],
    },
    {
      noun: 'slip dress',
      title: '{name} {Material} Slip Dress',
      grams: 190,
      price: 88,
      materials: ['silk', 'viscose', 'lyocell'],
      facts: { neckline: 'v', length: 'midi', sleeve: 'sleeveless' },
      openings: [
        'Cut on the bias, this slip dress skims where others cling.',
        'Thin straps and a low back make the {name} a dress for warm nights, or for a sweater on top.',
      ],
    },
    {
      noun: 'maxi dress',
      title: '{name} {Material} Maxi Dress',
      grams: 420,
      price: 104,
      materials: ['viscose', 'cotton', 'linen'],
      facts: { neckline: 'crew', length: 'maxi' },
      openings: [
        'Three tiers of gathered cloth reach the ankle in this maxi dress.',
        'Floor-length but cool, the {name} is the maxi for gardens and long lunches.',
        'A maxi dress with sleeves to the elbow and a skirt made for stairs.',
      ],
    },
  ],
  materials: {
    viscose: {
      grams: 1,
      price: 0.9,
      says: [
        'The viscose crêpe travels well and needs no iron at the other end.',
        'Matt viscose with some weight to it falls in soft columns.',
        'A small hand-drawn print covers the viscose, upside right on every panel.',
      ],
    },
    lyocell: {
      grams: 0.95,
      price: 1,
      says: [
        'Sandwashed lyocell has the surface of a peach.',
        'Lyocell keeps its colour and its cool, and the whole dress weighs {weight}.',
      ],
    },
    silk: {
      grams: 0.85,
      price: 1.8,
      says: [
        'Mulberry silk of 19 momme is sturdier than it looks.',
        'The silk is washed, which takes down the gloss and adds some grip.',
        'Sewn with French seams throughout, as silk should be.',
      ],
    },
    cotton: {
      grams: 1,
      price: 0.85,
      says: [
        'Crisp cotton poplin gives the skirt its volume.',
        'The cotton is a fine lawn, doubled where it matters.',
      ],
    },
    linen: {
      grams: 1.05,
      price: 1.05,
      says: [
        'Washed linen in a middle weight needs no slip underneath.',
        'The linen creases, and looks the better for it.',
      ],
    },
    denim: {
      grams: 1.35,
      price: 1,
      says: [
        'A six-ounce denim is about as heavy as a dress can bear.',
        'The denim was enzyme-washed until it lost its temper.',
      ],
    },
    'merino wool': {
      grams: 1,
      price: 1.2,
      says: [
        'Fine merino wool, ribbed two by one, recovers its shape overnight.',
        'The merino wool makes it a warm {weight} that packs small.',
      ],
    },
    lambswool: {
      grams: 1.15,
      price: 1,
      says: [
        'A loftier lambswool rib keeps heat in and lines hidden.',
        'Spun with a twist of lambswool in two shades, the cloth has depth.',
      ],
    },
  },
  details: [
    {
      topic: 'pockets',
      suits: ['shirt dress', 'maxi dress', 'sweater dress'],
      says: [
        'It has pockets, both of them real.',
        'Side-seam pockets are set far enough back to stay flat.',
        'The pockets hold a phone without swinging.',
      ],
    },
    {
      topic: 'waist',
      facts: { fit: 'regular' },
      suits: ['shirt dress', 'wrap dress', 'maxi dress', 'sweater dress'],
      says: [
        'The waist sits where yours does, in a regular fit.',
        'Regular in fit, it is shaped by seams rather than darts.',
      ],
    },
    {
      topic: 'waist',
      facts: { fit: 'regular' },
      suits: ['shirt dress', 'maxi dress'],
      says: ['A fabric belt marks the waist of this regular cut and can stay in the drawer.'],
    },
    {
      topic: 'waist',
      facts: { fit: 'relaxed' },
      suits: ['shirt dress', 'maxi dress', 'slip dress'],
      says: [
        'Relaxed in fit, it touches the shoulders and little else.',
        'The relaxed waist forgives a long dinner.',
        'A relaxed cut takes it from the beach to the office with a change of shoes.',
      ],
    },
    {
      topic: 'lining',
      facts: { lining: 'cotton' },
      suits: ['wrap dress', 'shirt dress', 'maxi dress'],
      says: ['A cotton lining ends above the knee.', 'The bodice is lined with cotton voile.'],
    },
    {
      topic: 'finish',
      says: [
        'The hem is faced so that it swings and does not flip.',
        'Bust and hip are graded separately from size to size.',
        'A narrow binding at the neck lies flat after washing.',
        'Each dress is pressed, hung for a day and only then hemmed.',
      ],
    },
    {
      topic: 'care',
      facts: { machine_washable: true },
      of: ['viscose', 'lyocell', 'cotton', 'linen', 'denim'],
      says: [
        'Machine wash at 30 °C with like colours.',
        'A quick machine wash and an hour on the line, and it is ready again.',
        'It is machine washable and dries by the next morning.',
      ],
    },
    {
      topic: 'care',
      of: ['silk', 'merino wool', 'lambswool'],
      says: [
        'Hand wash it cool, or trust a cleaner you like.',
        'Steam takes out the creases; hand washing takes out the rest.',
        'Wash by hand, press under a cloth, keep it out of strong sun.',
        'It wants a hand wash and a flat towel.',
      ],
    },
  ],
};
