create or replace function product.check_currency(
  code text,
  place text
)
returns void
as $$
begin
  if not exists (select from product.currency c where c.code = check_currency.code) then
    raise exception using errcode = 'TSCCY',
      message = format('%s is the unknown currency "%s"', check_currency.place, left(check_currency.code, 60)),
      hint = (select format('Known currencies: %s.', string_agg(c.code, ', ' order by c.code)) from product.currency c);
  end if;
end
$$
language plpgsql
stable
set search_path = pg_catalog, public, pg_temp;

comment on function product.check_currency(text, text) is 'Raises TSCCY for a code that is not in product.currency.';

grant execute on function product.check_currency(text, text) to trueshelf_api;
