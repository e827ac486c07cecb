create or replace function product.plural_noun(
  noun text
)
returns text
as $$
  select coalesce(
    (
      select regexp_replace(plural_noun.noun, i.singular || '$', i.plural)
      from (values
        ('knife', 'knives'), ('scarf', 'scarves'), ('shelf', 'shelves'), ('loaf', 'loaves'), ('woman', 'women'), ('man', 'men'),
        ('child', 'children'), ('mouse', 'mice'), ('foot', 'feet'), ('person', 'people')
      ) i (singular, plural)
      where plural_noun.noun ~ ('\m' || i.singular || '$') or i.singular in ('knife', 'shelf') and plural_noun.noun ~ (i.singular || '$')
      limit 1
    ),
    case
      -- What is not counted stays as it is.
      when plural_noun.noun ~ '(wear|ware|luggage|bedding|lighting|seating|storage|clothing|furniture|equipment|cutlery|coffee|linen|denim)$' then plural_noun.noun
      when plural_noun.noun ~ '(ss|x|z|ch|sh)$|\m(lens|gas|bus|canvas)$' then plural_noun.noun || 'es'
      when plural_noun.noun ~ '[^a-z]$|s$' then plural_noun.noun
      when plural_noun.noun ~ '[^aeiou]y$' then left(plural_noun.noun, -1) || 'ies'
      else plural_noun.noun || 's'
    end);
$$
language sql
immutable
parallel safe;

comment on function product.plural_noun(text) is
  'The plural of an English noun phrase in lower case, by its last word: "leather jackets", "scarves"; as it is where it seems to be one already, or is not counted ("knitwear").';

grant execute on function product.plural_noun(text) to trueshelf_api;
