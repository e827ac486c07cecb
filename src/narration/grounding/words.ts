const setOf = (text: string) => new Set(text.trim().split(/\s+/));

/** Words that say nothing about a product. Stems, as in token.ts; a word that could flatter, promise or deny is not here. */
export const neutralWords: ReadonlySet<string> = setOf(`
a about above across after  all along also although am among an and any are around as aside at  be because  before being
below beside besides both but by can come coming compare compared do does each either else every everything false few find fit fitting  followed following for found from
give given go goes had has have having he here hereby how however i if in instead into is it itself its just keep kept know   leave left
let like list listed look looking lot made make making match matched matching me meet meets mine more  my name named namely near nearest next
note now number of on once one only or order other otherwise our out over own part per pick picked place point put
question range rather read  result row s say said search searched second see seen same   she show showing shown similar since so some
something sort sorted start still stop such  take taken than that the their them then there therefore these they thing this those though three
through to  too  toward turn two under until up us use used very want wanted  way we  went  what when where whereas whether which while
who whose  with within  yes yet you your yours
answer ask asked available brand  catalogue category choice choose colour colours compare comparison  consider cost costing currency currently
date description detail differ difference different dollar entry euro evidence exact exactly figure filter
first following further gram  hold holding idea include included includes including instead item kilo kilogram kind label
limit litre maker manufacturer material meaning mention mentioned minimum maximum money narrow   option  piece piece possible preference
present price priced pricing product rank ranked rating rated record recorded remain remaining remains request same selection  sold  shop show shows
side size sized stand state stated stock  store suggestion term title today total type unit unknown valid validity value variant version weigh weighing weight
wish word currently both each carry carries shelf colourway seller tag run runs running bring brings sit sits
check checked beyond within happen happens among counting count counted counts follow candidate candidates alternative alternatives requirement criteria constraint constraints
   behind cap budget ceiling bound bounds land lands amount amounts list round  paying   under apiece asking tipping scales scale
read tally mine tells tell  meets  come  aside setting another mean meant interpret interpreted took spelling spelled misspelt typo corrected understand understood ignored measured measure
loosen loosening relax relaxing drop dropping widen widening raise raising lift lifting allow allowing remove removing try trying change changing open opening turned turning away ruled exclude excluded excluding
forget forgot forgotten  hello thank thanks welcome help glad sorry please    conversation earlier turn remember remembered held
instance example far throughout meanwhile otherwise ie eg plus upto onward either short
matter close connect hold reach stay mere moment contrast page afraid i'm came up gives weigh matters buys filed released feature  use run over
                  
`);

/** Claims that no row can prove, by what they are about. */
export const claims: Readonly<Record<string, ReadonlySet<string>>> = {
  DELIVERY: setOf(
    'deliver delivered delivery ship shipped shipping ships dispatch dispatched arrive arrives arriving arrival tomorrow tonight overnight courier post postage express pickup collect collection restock restocked backorder preorder week month soon',
  ),
  DISCOUNT: setOf(
    'discount discounted sale bargain deal coupon voucher code promotion promo clearance rebate cashback free gift bogo offer steal offers',
  ),
  POPULARITY: setOf(
    'bestseller bestselling popular popularity favourite favorite loved beloved trending trend seller hit viral iconic famous renowned customer customers shopper buyer reviewer review reviews people everyone everybody recommended recommend acclaimed award winning demand',
  ),
  WARRANTY: setOf(
    'warranty guarantee guaranteed guarantees return returns returnable refund refundable exchange exchanged certified certificate insured lifetime',
  ),
  QUALITY: setOf(
    'quality premium durable durability luxury luxurious excellent superb outstanding great good best perfect ideal amazing beautiful stylish elegant fashionable comfortable comfy soft cosy cozy warm breathable sturdy robust reliable solid tough rugged strong handmade handcrafted genuine authentic real original exclusive unique new latest modern classic timeless versatile practical sleek gorgeous stunning nice lovely safe healthy sustainable eco ethical ethically organic recyclable',
  ),
  SUITABILITY: setOf(
    'suit suits suitable suited ideal fit fits wear winter summer spring autumn rain rainy snow cold hot weather weatherproof waterproof windproof breathable everyday commuting running hiking travel office party wedding beginner professional child kid men women unisex',
  ),
};
