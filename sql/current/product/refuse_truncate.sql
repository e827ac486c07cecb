create or replace function product.refuse_truncate()
returns trigger
as $$
begin
  raise exception '%.% cannot be truncated: its offers and its history would not follow', tg_table_schema, tg_table_name
    using errcode = 'restrict_violation', hint = 'Delete the rows.';
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function product.refuse_truncate() is
  'Trigger: truncate passes by the row triggers that keep product.offer and audit.change. Raises restrict_violation.';

create or replace trigger refuse_truncate
  before truncate on product.product
  for each statement execute function product.refuse_truncate();
create or replace trigger refuse_truncate
  before truncate on product.variant
  for each statement execute function product.refuse_truncate();
create or replace trigger refuse_truncate
  before truncate on product.price
  for each statement execute function product.refuse_truncate();
create or replace trigger refuse_truncate
  before truncate on product.stock
  for each statement execute function product.refuse_truncate();
create or replace trigger refuse_truncate
  before truncate on product.audience
  for each statement execute function product.refuse_truncate();
create or replace trigger refuse_truncate
  before truncate on product.curation
  for each statement execute function product.refuse_truncate();
