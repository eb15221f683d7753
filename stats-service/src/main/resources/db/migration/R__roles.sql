-- Who may do what. Roles are made if they are missing; without a password they log in by other means (IAM).

do $roles$
declare
    login record;
begin
    for login in
        select * from (values
            ('${service-role}', btrim($secret$ ${service-password} $secret$)),
            ('bi_reader', btrim($secret$ ${bi-reader-password} $secret$))) as l (name, password)
    loop
        -- The owner may run the service itself.
        continue when login.name = current_user;
        if not exists (select from pg_roles where rolname = login.name) then
            execute format('create role %I login', login.name);
        end if;
        if login.password <> '' then
            execute format('alter role %I password %L', login.name, login.password);
        elsif exists (select from pg_roles where rolname = 'rds_iam') then
            -- On RDS, whoever has no password logs in by IAM.
            execute format('grant rds_iam to %I', login.name);
        end if;
    end loop;
    execute format('revoke temporary on database %I from public', current_database());
end
$roles$;

-- The service: facts and rollups by statement, partitions by function; it owns nothing and drops nothing else.
grant usage on schema stats, bi to ${service-role};
grant select, insert, update on stats.image, stats.topic_partition to ${service-role};
grant select, insert, update, delete on stats.image_hourly, stats.image_daily to ${service-role};
grant select on stats.kept_facts, stats.millis_bucket to ${service-role};
grant select, update on stats.reconciliation to ${service-role};
grant select, insert, delete on stats.unaccounted to ${service-role};
grant select on all tables in schema bi to ${service-role};
alter default privileges in schema bi grant select on tables to ${service-role};
revoke execute on function stats.ensure_image_partition(date), stats.drop_image_partitions(date) from public;
grant execute on function stats.ensure_image_partition(date), stats.drop_image_partitions(date) to ${service-role};

-- Analysts: the documented views and nothing else, and no query for ever.
grant usage on schema bi to bi_reader;
grant select on all tables in schema bi to bi_reader;
alter default privileges in schema bi grant select on tables to bi_reader;
alter role bi_reader set search_path = bi;
alter role bi_reader set default_transaction_read_only = on;
alter role bi_reader set statement_timeout = '60s';
alter role bi_reader set idle_in_transaction_session_timeout = '60s';
