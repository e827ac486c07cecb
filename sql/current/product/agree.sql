create or replace function product.agree(
  named text,
  verb text
)
returns text
as $$
  select case when not product.is_plural(agree.named) then agree.verb
    else case agree.verb
      when 'is' then 'are' when 'was' then 'were' when 'does' then 'do' when 'it' then 'they' when 'its' then 'their'
      else regexp_replace(agree.verb, 's$', '')
    end
  end;
$$
language sql
immutable
parallel safe
set search_path = pg_catalog, public, pg_temp;

comment on function product.agree(text, text) is
  'A verb or pronoun in the singular ("costs", "is", "it") as it goes with the name of a product: "cost", "are" and "they" with "the Combe Hiking Boots".';

grant execute on function product.agree(text, text) to trueshelf_api;
