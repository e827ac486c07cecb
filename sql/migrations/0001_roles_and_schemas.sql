-- Roles are shared by all databases of a server, so they may be here already.
-- trueshelf_data     owns every table; row security does not bind it; nobody logs in as it.
-- trueshelf_api      owns the entry points of schema api; owns no table and is bound by row security.
-- trueshelf_gateway  may execute the entry points, and nothing else. Grant it to the gateway's login.
do $$
declare
  v_role text;
begin
  foreach v_role in array array['trueshelf_data', 'trueshelf_api', 'trueshelf_gateway'] loop
    begin
      if not exists (select from pg_roles r where r.rolname = v_role) then
        execute format('create role %I nologin nobypassrls', v_role);
      end if;
    exception when duplicate_object or unique_violation then
      null; -- another database of the same server created it between the look and the act
    end;
    if not pg_has_role(current_user, v_role, 'set') then
      execute format('grant %I to current_user with set true, inherit true', v_role);
    end if;
  end loop;
end
$$;

create extension if not exists vector schema public;
create extension if not exists btree_gist schema public;
create extension if not exists unaccent schema public;

create schema product authorization trueshelf_data;
create schema embeddings authorization trueshelf_data;
create schema memory authorization trueshelf_data;
create schema audit authorization trueshelf_data;
create schema api authorization trueshelf_api;

grant usage on schema product, embeddings, memory, audit to trueshelf_api;
grant usage on schema api to trueshelf_gateway;

-- PostgreSQL lets PUBLIC execute every new function; ours are granted one by one.
alter default privileges for role trueshelf_data revoke execute on functions from public;
alter default privileges for role trueshelf_api revoke execute on functions from public;

comment on schema product is 'Truth: what is sold, at which price, from which stock, to whom.';
comment on schema embeddings is 'Meaning: models, vectors and the queue that keeps them fresh.';
comment on schema memory is 'Continuity: conversations. The only place for text that identifies people.';
comment on schema audit is 'History: decisions and changes, append-only.';
comment on schema api is 'The only schema that callers touch.';
