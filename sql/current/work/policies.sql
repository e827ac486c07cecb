-- See product/policies.sql. Callers read jobs through the entry points alone.

drop policy if exists job_closed on work.job;
create policy job_closed on work.job for select to trueshelf_api using (false);
