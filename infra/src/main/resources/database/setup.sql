-- Run once, by the administrator: makes the role that owns Darkroom's tables, which logs in by IAM, and gives it the
-- database. May be run again. Afterwards the administrator is by way of the owner a member of rds_iam, too: it logs in by
-- a token from then on, no longer by its password.
do $$
begin
    if not exists (select from pg_roles where rolname = 'darkroom') then
        create role darkroom login createrole;
    end if;
end
$$;
grant darkroom to current_user with inherit true, set true;
alter database darkroom owner to darkroom;
grant rds_iam to darkroom with admin option;
