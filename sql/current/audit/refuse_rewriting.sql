create or replace function audit.refuse_rewriting()
returns trigger
as $$
begin
  raise exception '%.% is append-only: % is refused', tg_table_schema, tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation', hint = 'Add a new row that says what is true now.';
end
$$
language plpgsql
set search_path = pg_catalog, public, pg_temp;

comment on function audit.refuse_rewriting() is 'Trigger: history is append-only, for everyone. Raises restrict_violation.';

create or replace trigger refuse_rewriting
  before update or delete on audit.decision
  for each row execute function audit.refuse_rewriting();
create or replace trigger refuse_truncate
  before truncate on audit.decision
  for each statement execute function audit.refuse_rewriting();
create or replace trigger refuse_rewriting
  before update or delete on audit.change
  for each row execute function audit.refuse_rewriting();
create or replace trigger refuse_truncate
  before truncate on audit.change
  for each statement execute function audit.refuse_rewriting();
create or replace trigger refuse_rewriting
  before update or delete on audit.feedback
  for each row execute function audit.refuse_rewriting();
create or replace trigger refuse_truncate
  before truncate on audit.feedback
  for each statement execute function audit.refuse_rewriting();

-- Where triggers are off, as while replicated changes are applied, as well. Made anew, a trigger is no longer so.
alter table audit.decision enable always trigger refuse_rewriting;
alter table audit.decision enable always trigger refuse_truncate;
alter table audit.change enable always trigger refuse_rewriting;
alter table audit.change enable always trigger refuse_truncate;
alter table audit.feedback enable always trigger refuse_rewriting;
alter table audit.feedback enable always trigger refuse_truncate;
