import type { CategoryVocabulary } from '../../vocabulary.ts';

const motors = ['blender', 'hand blender', 'hand mixer', 'stand mixer', 'food processor'];
const heaters = ['kettle', 'toaster', 'slow cooker', 'rice cooker', 'air fryer'];
const cookers = ['slow cooker', 'rice cooker', 'air fryer'];
const mains = [...motors, ...heaters];
const standing = ['blender', 'stand mixer', 'food processor', ...heaters];
const all = [...mains, 'kitchen scales'];

export const smallAppliances: CategoryVocabulary = {
  slug: 'small-appliances',
  code: 'APP',
  products: 43,
  colours: ['black', 'white', 'cream', 'sage', 'red', 'steel'],
  coloursEach: 4,
  kinds: [
    {
      noun: 'kettle',
      title: '{name} {capacity_l} L {Material} Kettle',
      materials: ['stainless steel', 'glass', 'enamelled steel'],
      builds: [
        { facts: { capacity_l: 0.8, power_w: 1100 }, grams: 820, price: 36 },
        { facts: { capacity_l: 1.5, power_w: 2200 }, grams: 1100, price: 48 },
        { facts: { capacity_l: 1.7, power_w: 3000 }, grams: 1200, price: 58 },
      ],
      openings: [
        'An electric kettle for {capacity_l} litres that boils at {power_w} W and clicks off when it is done.',
        'Tea before the toast is up: the {name} kettle heats with {power_w} W and takes {capacity_l} litres.',
        'Water for a pot, a noodle cup or a hot-water bottle, {capacity_l} litres of it, on a base without a cord in the way.',
        'With {power_w} W under it, this {capacity_l}-litre electric jug is heard for a short while only.',
      ],
    },
    {
      noun: 'toaster',
      title: '{name} {slices}-Slice Toaster',
      builds: [
        { facts: { slices: 2, power_w: 850 }, grams: 1450, price: 42 },
        { facts: { slices: 4, power_w: 1600 }, grams: 2500, price: 68 },
      ],
      openings: [
        'A toaster for {slices_word} slices, with slots wide enough for a crumpet or a hand-cut doorstep.',
        'Crisp outside, soft within: the {name} browns {slices_word} slices of bread at {power_w} W.',
        'Bagels are toasted on one side only, frozen bread is thawed first, and {slices_word} slices go in at once.',
        'Breakfast for a household that wants {slices_word} slices at the same time and the same shade.',
      ],
    },
    {
      noun: 'blender',
      title: '{name} {power_w} W Blender',
      builds: [
        {
          facts: { power_w: 350, capacity_l: 0.6, noise_db: 72 },
          grams: 1300,
          price: 44,
          says: [
            'At {noise_db} decibels it is quiet for its trade.',
            'It makes {noise_db} decibels, little enough for a flat with thin walls.',
          ],
        },
        {
          facts: { power_w: 800, capacity_l: 1.5, noise_db: 80 },
          grams: 3100,
          price: 89,
          says: [
            'It runs at {noise_db} decibels, about as loud as a vacuum cleaner.',
            'Measured at a metre, it makes {noise_db} decibels.',
          ],
        },
        {
          facts: { power_w: 1600, capacity_l: 2, noise_db: 86 },
          grams: 4700,
          price: 189,
          says: [
            'With {noise_db} decibels it is powerful and sounds it.',
            'Such strength comes with {noise_db} decibels, and is no friend of late sleepers.',
          ],
        },
      ],
      openings: [
        'A blender of {power_w} W for smoothies, soups and crushed ice, with a jug that holds {capacity_l} litres.',
        'Frozen berries, oats and a spoon of nut butter come out smooth from the {name}, a jug blender of {power_w} W for {capacity_l} litres.',
        'For green smoothies in the morning and bean dip at night, a jug of {capacity_l} litres over a motor of {power_w} W.',
        'Pesto, pancake batter, salad dressing: the {name} liquidiser turns at {power_w} W and takes {capacity_l} litres.',
      ],
    },
    {
      noun: 'hand blender',
      title: '{name} {power_w} W Hand Blender',
      builds: [
        {
          facts: { power_w: 600 },
          grams: 850,
          price: 39,
          says: [
            'The shaft is steel and unscrews with a quarter turn.',
            'A light motor part makes it easy to hold for the length of a soup.',
          ],
        },
        {
          facts: { power_w: 1000 },
          grams: 1100,
          price: 59,
          says: [
            'There is power enough for ice and raw beetroot.',
            'The speed follows the squeeze of the hand.',
          ],
        },
        {
          facts: { power_w: 150, rechargeable: true },
          grams: 780,
          price: 74,
          says: [
            'It is cordless and makes about twenty soups on a charge.',
            'Cordless and rechargeable over USB-C, it goes to the pan wherever the pan is.',
          ],
        },
      ],
      openings: [
        'A hand blender to put straight into the pan, for soup without a second washing-up.',
        'Mayonnaise in the beaker, hummus in the bowl: the {name} stick blender runs at {power_w} W.',
        'Where there is no room for a jug, an immersion blender of {power_w} W does the work and lives in a drawer.',
        'The {name} is a {power_w} W stick mixer with a bell that keeps the splashes down.',
      ],
    },
    {
      noun: 'hand mixer',
      title: '{name} {power_w} W Hand Mixer',
      builds: [
        { facts: { power_w: 300 }, grams: 900, price: 32 },
        { facts: { power_w: 500 }, grams: 1150, price: 48 },
      ],
      openings: [
        'A hand mixer for cream, egg whites and sponge, {power_w} W strong, with two beaters and two dough hooks.',
        'Birthday-cake batter is ready in three minutes with the {name}, a handheld electric whisk of {power_w} W.',
        'It starts slowly, so that flour stays in the bowl; then its {power_w} W whip meringue to a peak.',
        'For those who bake twice a month and own no shelf for a machine: a {power_w} W hand-held mixer.',
      ],
    },
    {
      noun: 'stand mixer',
      title: '{name} {capacity_l} L Stand Mixer',
      builds: [
        { facts: { capacity_l: 4.3, power_w: 800 }, grams: 6200, price: 249 },
        { facts: { capacity_l: 5.5, power_w: 1200 }, grams: 9200, price: 379 },
        { facts: { capacity_l: 6.7, power_w: 1500 }, grams: 11000, price: 459 },
      ],
      openings: [
        'A stand mixer that kneads bread dough while you do something else; the bowl holds {capacity_l} litres.',
        'Whisk, beater and hook come with the {name} kitchen machine, which has a {capacity_l}-litre bowl and a motor of {power_w} W.',
        'Brioche, marshmallow and two kilos of pizza dough ask for a mixer of this weight: {power_w} W, {capacity_l} litres.',
        'The head tilts back, the bowl of {capacity_l} litres locks with a twist, and the {name} does not wander about the worktop.',
      ],
    },
    {
      noun: 'slow cooker',
      title: '{name} {capacity_l} L Slow Cooker',
      builds: [
        { facts: { capacity_l: 1.8, power_w: 120 }, grams: 2600, price: 36 },
        { facts: { capacity_l: 3.5, power_w: 200 }, grams: 4200, price: 49 },
        { facts: { capacity_l: 6.5, power_w: 320 }, grams: 6400, price: 72 },
      ],
      openings: [
        'A slow cooker of {capacity_l} litres: fill it before work and come home to a stew.',
        'Pulled pork, dal and bean soup take eight hours in the {name} and none of your attention; it holds {capacity_l} litres.',
        'Cheap cuts turn tender in this {capacity_l}-litre crock at no more than {power_w} W.',
        'It draws less than a single hotplate, this {power_w} W slow cooker for {capacity_l} litres.',
      ],
    },
    {
      noun: 'rice cooker',
      title: '{name} {capacity_l} L Rice Cooker',
      builds: [
        { facts: { capacity_l: 0.6, power_w: 300 }, grams: 1600, price: 39 },
        { facts: { capacity_l: 1.5, power_w: 500 }, grams: 2700, price: 64 },
        { facts: { capacity_l: 1.8, power_w: 860 }, grams: 4100, price: 119 },
      ],
      openings: [
        'A rice cooker for {capacity_l} litres that knows by the steam when the rice is done.',
        'Sushi rice, basmati and porridge each have a setting on the {name}, which cooks {capacity_l} litres.',
        'Measure, rinse, press once: {capacity_l} litres of rice with nothing burnt at the bottom.',
        'The {name} keeps rice warm for twelve hours without drying it, up to {capacity_l} litres at {power_w} W.',
      ],
    },
    {
      noun: 'food processor',
      title: '{name} {capacity_l} L Food Processor',
      builds: [
        {
          facts: { capacity_l: 1.2, power_w: 400, noise_db: 78 },
          grams: 2100,
          price: 59,
          says: [
            'Its {noise_db} decibels are over in less than a minute.',
            'The noise stays at {noise_db} decibels, low for a machine with blades.',
          ],
        },
        {
          facts: { capacity_l: 2.1, power_w: 750, noise_db: 82 },
          grams: 3600,
          price: 109,
          says: [
            'The housing is lined, which keeps the noise at {noise_db} decibels.',
            'It works at {noise_db} decibels and stops at once.',
          ],
        },
        {
          facts: { capacity_l: 3.3, power_w: 1000, noise_db: 84 },
          grams: 5800,
          price: 219,
          says: [
            'The maker states {noise_db} decibels and is honest about it.',
            'Expect {noise_db} decibels while it grates.',
          ],
        },
      ],
      openings: [
        'A food processor that slices, grates and chops, with a {capacity_l}-litre bowl and a {power_w} W motor.',
        'Coleslaw at noon or crumble for four: the {name} takes {capacity_l} litres and two sorts of disc.',
        'No more tears over onions; this {capacity_l}-litre food chopper does three in five seconds.',
        'Shortcrust pastry comes together in the {name} before the butter is warm, in a bowl of {capacity_l} litres.',
      ],
    },
    {
      noun: 'air fryer',
      title: '{name} {capacity_l} L Air Fryer',
      builds: [
        { facts: { capacity_l: 3.5, power_w: 1400 }, grams: 3900, price: 79 },
        { facts: { capacity_l: 5.5, power_w: 1700 }, grams: 5200, price: 109 },
        { facts: { capacity_l: 8.5, power_w: 2400 }, grams: 7800, price: 169 },
      ],
      openings: [
        'An air fryer of {capacity_l} litres for chips with a spoonful of oil and chicken wings with none.',
        'Hot air at {power_w} W crisps what an oven only dries; the {name} basket takes {capacity_l} litres.',
        'Quicker than heating the oven for one tray of vegetables: {power_w} W in {capacity_l} litres of space.',
        'Salmon in nine minutes, potatoes in twenty, and the {name}, {capacity_l} litres, shakes no one’s windows.',
      ],
    },
    {
      noun: 'kitchen scales',
      title: '{name} {capacity_kg} kg Kitchen Scales',
      builds: [
        { facts: { capacity_g: 3000 }, grams: 320, price: 22 },
        { facts: { capacity_g: 5000 }, grams: 480, price: 28 },
        { facts: { capacity_g: 10000 }, grams: 720, price: 39 },
      ],
      openings: [
        'Kitchen scales that weigh from one gram to {capacity_kg} kilos and set themselves back to nought with a tap.',
        'Bakers measure by weight, not by cup: the {name} digital scale reads in steps of a gram up to {capacity_kg} kilos.',
        'Flat enough for the cutlery drawer, these scales take a bowl and {capacity_kg} kilos in it.',
        'Parcels, pasta and sourdough: up to {capacity_kg} kilos on a plate that wipes clean.',
      ],
    },
  ],
  materials: {
    'stainless steel': {
      grams: 1,
      price: 1,
      colours: ['brushed steel', 'black', 'copper', 'cream'],
      says: [
        'Brushed stainless steel inside and out, with no plastic where the water is.',
        'A second wall round the stainless steel keeps the outside cool and the water warm for an hour.',
        'The stainless steel lid opens at a push and stays up for filling.',
        'Stainless steel keeps its looks under a cloth and a drop of vinegar.',
      ],
    },
    glass: {
      grams: 1.1,
      price: 0.95,
      colours: ['clear', 'clear with black trim', 'clear with white trim'],
      says: [
        'Through the glass you watch the bubbles rise, lit blue from below.',
        'The glass is borosilicate and tastes of nothing.',
        'Scale shows in glass, and so does its absence.',
        'Marks on the glass count the cups, so nobody boils too much.',
      ],
    },
    'enamelled steel': {
      grams: 1.05,
      price: 1.1,
      colours: ['cream', 'sage', 'navy', 'red'],
      says: [
        'The enamelled steel body is glossy, rounded and looks forty years older than its element.',
        'Enamelled steel in a deep colour makes it a kettle to leave out.',
        'Four layers of enamel keep the steel bright beside a busy hob.',
        'Its enamelled steel was coloured to match the bread bins of the same maker.',
      ],
    },
  },
  always: ['use'],
  details: [
    {
      topic: 'use',
      suits: ['kettle'],
      says: [
        'Temperatures from 60 to 100 °C can be chosen, for green tea and for black.',
        'It will not switch on empty.',
        'The spout has a filter for scale that lifts out.',
        'It holds the heat you asked for over half an hour.',
        'One cup is the least it will boil, and it says where that is.',
        'The base turns right round, for left hands and right.',
      ],
    },
    {
      topic: 'use',
      suits: ['toaster'],
      says: [
        'The lever lifts high, so that small slices can be reached without a fork.',
        'A rack for rolls folds out on top.',
        'Six shades of brown, a stop button and a second chance for pale toast.',
        'The crumb tray slides out at the back.',
        'The slots centre the bread by themselves, so both sides match.',
        'The sides stay cool enough to touch.',
      ],
    },
    {
      topic: 'use',
      suits: ['blender'],
      says: [
        'Six blades of hardened steel unscrew for cleaning.',
        'The cup of the set goes with you, closed with a drinking lid.',
        'Pulse, smoothie and ice are the three programmes; the dial does the rest.',
        'The lid has a hole for oil, drop by drop.',
        'Hot soup is allowed, with the vent open.',
        'It cleans itself with warm water and a drop of soap in half a minute.',
      ],
    },
    {
      topic: 'use',
      suits: ['hand blender'],
      says: [
        'A whisk and a small chopper are in the box.',
        'The foot is shaped to leave the pan unscratched.',
        'It hangs on a hook by the stove.',
        'The beaker has a lid, so the rest of the pesto can stay in it.',
        'One button, one hand, no lock to hold down.',
        'The steel foot twists off for rinsing.',
      ],
    },
    {
      topic: 'use',
      suits: ['hand mixer'],
      says: [
        'Beaters and hooks are stored in a clip underneath.',
        'Five speeds and a short burst, all worked by the thumb.',
        'It stands on its heel, so the beaters drip into the bowl.',
        'The beaters are wire, without a middle post for dough to climb.',
        'The handle is slim and suits a small hand.',
        'A turbo button deals with stiff butter.',
      ],
    },
    {
      topic: 'use',
      suits: ['stand mixer'],
      says: [
        'The beater has a silicone edge that wipes the bowl as it goes round.',
        'Mincer, pasta rollers and ice-cream bowl fit the socket at the front.',
        'The gears are steel and turn in grease for life.',
        'It starts softly, so icing sugar stays where it is.',
        'A splash guard with a chute is included.',
        'The motor sits straight above the bowl, without a belt to slip.',
      ],
    },
    {
      topic: 'use',
      suits: ['slow cooker'],
      says: [
        'Low, high and keep warm are all the settings there are.',
        'Its cast pot lifts out and can brown meat on the hob first.',
        'A timer counts down and then keeps supper warm for six hours.',
        'The lid clips on for the drive to a potluck.',
        'Its glazed ceramic pot comes to the table.',
        'Ten recipes that start with a tin of tomatoes are in the booklet.',
      ],
    },
    {
      topic: 'use',
      suits: ['rice cooker'],
      says: [
        'A steamer basket sits on top for dumplings or broccoli.',
        'The inner bowl is non-stick and marked for white rice and brown.',
        'It has a delay of up to fifteen hours, for porridge at dawn.',
        'A measuring cup and a paddle that stands up by itself are included.',
        'Quinoa, lentils and cake have programmes too.',
        'The steam vent comes off for rinsing.',
      ],
    },
    {
      topic: 'use',
      suits: ['food processor'],
      says: [
        'The feed tube takes a whole apple.',
        'Discs for slicing and grating are reversible.',
        'It will not start until the bowl and the lid are locked.',
        'The dough blade is blunt on purpose.',
        'Everything that belongs to it is stored in the bowl.',
        'A small bowl for herbs sits inside the large one.',
      ],
    },
    {
      topic: 'use',
      suits: ['air fryer'],
      says: [
        'A window in the drawer shows how brown it is.',
        'The basket is coated in ceramic and lifts out for shaking.',
        'A divider makes two compartments of one, for fish and for chips.',
        'It also dries apple rings overnight at 60 °C.',
        'It needs no preheating and beeps when it is time to turn.',
        'Eight programmes are set with one knob.',
      ],
    },
    {
      topic: 'use',
      suits: ['kitchen scales'],
      says: [
        'It measures millilitres of milk as well as water.',
        'The display pulls out, so a big bowl does not hide it.',
        'The battery is charged over USB-C and lasts a winter.',
        'A timer for coffee and eggs runs beside the weight.',
        'Grams or ounces: the choice is a switch underneath.',
        'It stays on for five minutes while you look for the sugar.',
        'The plate is toughened glass and comes off for washing.',
      ],
    },
    {
      topic: 'noise',
      suits: ['hand mixer', 'stand mixer', 'hand blender'],
      says: [
        'It hums rather than howls, and one can talk over it.',
        'Rubber rings between motor and shell take out the rattle.',
        'On the lowest speed a child can sleep next door.',
        'A direct-current motor makes it quieter than most.',
      ],
    },
    {
      topic: 'noise',
      suits: [...cookers, 'toaster'],
      says: [
        'The signal at the end can be made softer or turned off.',
        'A light tells you that it is done, without a sound.',
        'Its beep is a single note, played once.',
      ],
    },
    {
      topic: 'noise',
      suits: ['slow cooker', 'rice cooker'],
      says: [
        'It works almost in silence.',
        'One hears it simmer and nothing else.',
        'A studio flat can sleep beside it while it works.',
      ],
    },
    {
      topic: 'noise',
      suits: ['kettle'],
      says: [
        'The click at the end is the loudest thing about it.',
        'A ribbed floor breaks up the bubbles and halves the roar.',
        'It murmurs, where others rumble.',
      ],
    },
    {
      topic: 'parts',
      facts: { dishwasher_safe: true },
      suits: [
        'hand blender',
        'hand mixer',
        'stand mixer',
        'blender',
        'food processor',
        'slow cooker',
        'rice cooker',
        'air fryer',
      ],
      says: [
        'Whatever touches food is dishwasher safe.',
        'All loose parts may go in the dishwasher.',
        'The removable pieces survive the dishwasher for years.',
        'The dishwasher takes care of everything but the part with the plug.',
        'Take it apart without tools and fill the dishwasher.',
        'Sticky parts come clean in the dishwasher, top rack.',
        'Only the electrical part has to be kept from the dishwasher.',
        'Dishwasher safe parts click in and out with one hand.',
      ],
    },
    {
      topic: 'parts',
      facts: { dishwasher_safe: false },
      suits: ['blender', 'food processor', 'rice cooker', 'air fryer', 'slow cooker'],
      says: [
        'Wash the parts by hand, since dishwasher tablets dull them.',
        'A sponge and hot water are enough, and gentler than a dishwasher.',
        'The coated and clear parts last longer if they are kept out of the dishwasher.',
        'Hand washing takes two minutes; the dishwasher would cloud the surfaces.',
        'It is rinsed under the tap rather than put in the dishwasher.',
      ],
    },
    {
      topic: 'cord',
      suits: [...standing, 'hand mixer'],
      says: [
        'The cord is a metre long and winds up underneath.',
        'The plug has a hole for a finger and comes out without a struggle.',
        'A cloth-covered cord looks better than a plastic one and kinks less.',
        'The cord leaves on either side, to suit the socket.',
        'A clip holds the plug when it is put away.',
        'The lead is long enough to reach past a sink, and no longer.',
      ],
    },
    {
      topic: 'space',
      suits: standing,
      says: [
        'The feet are rubber and leave no rings.',
        'Rounded at the back, it stands close to the wall.',
        'A dust cover of cotton is made for it.',
        'It looks well enough to stay out.',
        'Its underside is smooth, so crumbs do not collect there.',
        'The finish is matt and does not show every finger.',
      ],
    },
    {
      topic: 'space',
      suits: ['kettle', 'toaster', 'blender'],
      says: [
        'Its footprint is that of a side plate.',
        'It can live on a caravan worktop without falling off in bends.',
        'In a student room it takes a corner of the desk.',
      ],
    },
    {
      topic: 'space',
      suits: [...cookers, 'food processor', 'stand mixer'],
      says: [
        'It is no wider than a sheet of writing paper is long.',
        'The grips at the sides let two hands lift it onto a shelf.',
        'It slides forward on its feet, out from under a wall cupboard.',
      ],
    },
    {
      topic: 'safety',
      suits: heaters,
      says: [
        'It turns itself off if it is forgotten.',
        'A cut-out guards the element and resets by itself.',
        'The outside stays cool enough for a careless elbow.',
        'It cuts out when it tips.',
      ],
    },
    {
      topic: 'safety',
      suits: motors,
      says: [
        'The switch is large, firm and not to be pressed by accident.',
        'When the motor gets too hot it rests, and says so with a light.',
        'It will not start with a part missing.',
        'A brake stops it within two seconds.',
        'The motor comes back slowly after a power cut, not all at once.',
      ],
    },
    {
      topic: 'controls',
      suits: mains,
      says: [
        'Raised marks on the controls can be read with a fingertip.',
        'The buttons are big enough for stiff fingers.',
        'There is a dial and a switch, and no application to install.',
        'It remembers what you chose last time.',
        'The symbols explain themselves, and a card explains them again.',
        'Its lettering is engraved and cannot rub off.',
        'Students in shared kitchens will manage without the manual.',
        'The knob clicks at each step, so no one has to look.',
      ],
    },
    {
      topic: 'cooking',
      suits: cookers,
      says: [
        'It heats the food and leaves the kitchen cool, which counts in August.',
        'It uses less current than an oven by two thirds.',
        'You can set it going by feel, half asleep.',
        'A chart of times for forty foods is printed on the side of the box.',
        'It forgives a cook who is late.',
      ],
    },
    {
      topic: 'cooking',
      suits: ['slow cooker', 'rice cooker'],
      says: [
        'The condensation runs into a cup at the back.',
        'The lid is glass, so looking costs no heat.',
        'Oat porridge for the morning can be left in it overnight.',
        'The inner pot is free of fluorine.',
      ],
    },
    {
      topic: 'mixing',
      suits: ['hand mixer', 'stand mixer'],
      says: [
        'Egg whites stand up under it within two minutes.',
        'A stiff biscuit dough does not stall it.',
        'Its lowest speed is slow enough to fold in berries.',
        'Cream can be stopped a second before it turns to butter.',
        'The attachments lock with a click that you can feel.',
        'Vegan meringue, made with chickpea water, takes it seven minutes.',
      ],
    },
    {
      topic: 'mixing',
      suits: ['hand blender'],
      says: [
        'The bell has slots, so it does not suck itself to the bottom of the pan.',
        'Puréed vegetables for a baby take it half a minute.',
        'The rod is long enough for a deep stockpot.',
        'A slim handle suits small hands and stiff wrists.',
      ],
    },
    {
      topic: 'cutting',
      suits: ['blender', 'food processor'],
      says: [
        'Nut butter needs four minutes and two pauses.',
        'The blades are set at two heights, so nothing rides above them.',
        'The clear plastic is free of BPA and marked with measures.',
        'Soft herbs are cut rather than bruised.',
        'Baby food comes out fine enough for a first spoon.',
      ],
    },
    {
      topic: 'boiling',
      suits: ['kettle'],
      says: [
        'A mug takes it fifty seconds.',
        'The handle stands away from the steam.',
        'Hard water leaves its scale on a flat plate, not on a coil.',
        'Formula for a baby can be made at 70 °C without guessing.',
      ],
    },
    {
      topic: 'browning',
      suits: ['toaster'],
      says: [
        'Gluten-free bread, which browns late, has a setting of its own.',
        'A pastry can be warmed without being toasted again.',
        'It ejects gently; no slice has been seen in the air.',
        'Both ends of a long slice brown alike.',
      ],
    },
    {
      topic: 'scales',
      suits: ['kitchen scales'],
      says: [
        'The figures are 2 cm high and lit from behind.',
        'Its feet are soft and do not slide on stone.',
        'A hook on the back hangs it on the wall.',
        'It was checked against brass weights before it was packed.',
        'It is exact to a gram, and to half of one below 500 grams.',
        'Flour wipes off; there is no gap for it to hide in.',
        'It wakes when something is put on it.',
        'Spices and yeast can be weighed to a tenth of a gram on a second, smaller plate.',
      ],
    },
    {
      topic: 'warranty',
      suits: all,
      says: [
        'The guarantee runs for three years.',
        'Spare parts are kept for twelve years after the last one is made.',
        'It can be opened with an ordinary screwdriver, and the maker publishes the drawings.',
        'Five years of guarantee come with it, without registration.',
        'The maker’s repair bench takes it back at any age.',
        'It is made in the same works as the company’s irons and radios.',
        'Tested for ten years’ use at twice a day.',
        'The manual fits on two pages and has a picture for every step.',
        'The kitchen at our own office has one, and it has outlived two others.',
        'There is no plastic in the packing.',
        'The box holds nothing that you will throw away at once.',
        'A seal of a repair society says that it scores nine out of ten.',
        'Old ones are taken back and mended for others.',
        'Every part of it may be ordered singly.',
        'It is the second generation: the first had a weaker switch, and this one has not.',
        'A telephone number on the base is answered by a person.',
        'Its colours match across the maker’s kettles, toasters and mixers.',
        'Beginners can start with it and need not replace it later.',
        'One in twenty is opened and checked at the works, screw by screw.',
        'It was drawn by a firm that makes nothing for any other room.',
        'The plastic in it is recycled to the extent of two thirds.',
        'The colour is sprayed in five coats and touched up by hand.',
        'It is sold with a plain promise: mended or replaced for four years.',
        'A cook with one arm helped to design the way it opens.',
        'There are no parts that must be bought again each year.',
      ],
    },
  ],
};
