create or replace function work.check_parameters(
  kind text,
  parameters jsonb
)
returns void
as $$
declare
  v_given jsonb := coalesce(check_parameters.parameters, '{}');
  v_model jsonb;
  v_wrong jsonb;
begin
  if check_parameters.kind is null or check_parameters.kind not in ('build', 'fit', 'refresh') then
    raise exception using errcode = 'TSOPT',
      message = format('the kind of job is %s, expected build, fit or refresh', coalesce(format('"%s"', left(check_parameters.kind, 60)), 'null')),
      hint = case when check_parameters.kind in ('import', 'seed')
        then format('Only its command does it: trueshelf %s.', check_parameters.kind)
        else 'refresh embeds products anew, fit makes the built-in model anew, build makes the vectors of a model that was added.' end;
  end if;
  perform product.check_keys(
    v_given,
    case check_parameters.kind when 'refresh' then '{model,products,force}' when 'build' then '{model}' else '{}' end::text[],
    format('the parameters of a %s', check_parameters.kind),
    'TSOPT');

  v_model := nullif(v_given -> 'model', 'null');
  if v_model is null and check_parameters.kind = 'build' then
    raise exception using errcode = 'TSOPT', message = 'a build names no model', hint = 'Give {"model": name}, of a model that was added.';
  end if;
  if v_model is not null then
    if jsonb_typeof(v_model) <> 'string' then
      raise exception using errcode = 'TSOPT',
        message = format('model is %s, expected text', left(v_model::text, 60)), hint = 'Give the name of a model.';
    end if;
    perform embeddings.used_model(v_model #>> '{}', 'Add it first.');
  end if;

  if jsonb_typeof(v_given -> 'force') not in ('boolean', 'null') then
    raise exception using errcode = 'TSOPT',
      message = format('force is %s, expected true or false', left((v_given -> 'force')::text, 60)),
      hint = 'true: embed also what has the vector of its present text.';
  end if;

  if jsonb_typeof(v_given -> 'products') <> 'null' then
    if jsonb_typeof(v_given -> 'products') <> 'array' then
      raise exception using errcode = 'TSOPT',
        message = format('products is %s, expected an array of handles', left((v_given -> 'products')::text, 60)),
        hint = 'Leave it out to refresh every product.';
    end if;
    if jsonb_array_length(v_given -> 'products') not between 1 and 10000 then
      raise exception using errcode = 'TSLIM',
        message = format('%s products are named, expected 1 to 10000', jsonb_array_length(v_given -> 'products')),
        hint = 'Name fewer at once, or leave products out to refresh every product.';
    end if;
    select p.value into v_wrong
    from jsonb_array_elements(v_given -> 'products') with ordinality p (value, position)
    where jsonb_typeof(p.value) <> 'string'
      or not exists (select from product.product_handle h where h.handle = p.value #>> '{}')
    order by p.position
    limit 1;
    if found then
      raise exception using
        errcode = case jsonb_typeof(v_wrong) when 'string' then 'TSNFD' else 'TSOPT' end,
        message = case jsonb_typeof(v_wrong)
          when 'string' then format('there is no product "%s"', left(v_wrong #>> '{}', 100))
          else format('products holds %s, expected handles', left(v_wrong::text, 60)) end,
        hint = 'Name products by their handles.';
    end if;
  end if;
end
$$
language plpgsql
stable
security definer
set search_path = pg_catalog, public, pg_temp;

comment on function work.check_parameters(text, jsonb) is
  'Whether a job of this kind, with these parameters, can be queued. Raises TSOPT, TSLIM, and TSNFD for a model that is not in use or a product that does not exist.';
