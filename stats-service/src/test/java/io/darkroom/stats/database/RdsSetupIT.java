package io.darkroom.stats.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.servers.PostgresServer;
import io.darkroom.servers.RealServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// What is run on AWS, in its order: `setup.sql` by an administrator as RDS makes one, then the migrations by the
/// owner.
/// The scripts are the shipped ones, under names of their own, since roles belong to the whole server.
///
/// RDS's roles are stand-ins: what only RDS itself does, asking members of `rds_iam` for a token, is not tried.
class RdsSetupIT {

    private static final Path SETUP = Path.of("../infra/src/main/resources/database/setup.sql");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private static final String ADMINISTRATOR = "rds_administrator";
    private static final String OWNER = "rds_darkroom";
    private static final String SERVICE = "rds_stats";
    private static final String READER = "rds_bi_reader";
    private static final String PASSWORD = "a password";

    private static final PostgresServer SERVER = RealServers.shared().postgres();

    @BeforeAll
    static void setUpAsOnAws(@TempDir Path migrations) throws Exception {
        superuser(
                "create role rds_iam",
                "create role rds_superuser",
                "grant rds_iam to rds_superuser with admin option",
                "create role " + ADMINISTRATOR + " login createrole createdb in role rds_superuser",
                // As RDS makes the database that an instance begins with.
                "create database " + OWNER + " owner " + ADMINISTRATOR);
        setUp();
        copyMigrations(migrations);
        migrate(migrations);
    }

    @AfterAll
    static void leaveNothing() throws SQLException {
        superuser("drop database if exists %s with (force)".formatted(OWNER));
        for (String role : List.of(SERVICE, READER, OWNER, ADMINISTRATOR, "rds_superuser", "rds_iam")) {
            superuser("drop role if exists " + role);
        }
    }

    @Test
    void mayBeRunAgainAndTheMigrationsToo(@TempDir Path migrations) throws IOException {
        setUp();
        copyMigrations(migrations);

        assertThat(migrate(migrations)).isZero();
    }

    @ParameterizedTest
    @CsvSource({OWNER + ", true", SERVICE + ", true", READER + ", false", ADMINISTRATOR + ", true"})
    void letsEverybodyLogInByIamButTheReaderWhomQuickSightGivesAPassword(String role, boolean byIam) {
        assertThat(as(OWNER)
                        .sql("select pg_has_role(:role, 'rds_iam', 'member')")
                        .param("role", role)
                        .query(Boolean.class)
                        .single())
                .isEqualTo(byIam);
    }

    @Test
    void givesTheReaderItsPasswordAndNobodyElseOne() throws SQLException {
        try (var connection = SERVER.superuser(OWNER);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select string_agg(rolname, ' ') from pg_authid "
                        + "where rolname like 'rds\\_%' and rolpassword is not null")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo(READER);
        }
    }

    @Test
    void makesTheOwnerOwnEverything() {
        List<String> owners = as(OWNER).sql("""
                        select distinct owner::regrole::text from (
                            select relowner from pg_class where relnamespace in ('stats'::regnamespace, 'bi'::regnamespace)
                            union all
                            select proowner from pg_proc where pronamespace in ('stats'::regnamespace, 'bi'::regnamespace)
                            union all
                            select datdba from pg_database where datname = current_database()) as things (owner)
                        """).query(String.class).list();

        assertThat(owners).containsExactly(OWNER);
    }

    @ParameterizedTest
    @ValueSource(strings = {SERVICE, READER})
    void givesNeitherTheServiceNorTheReaderAnyPowerOverTheServer(String role) {
        assertThat(as(OWNER)
                        .sql("select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls "
                                + "from pg_roles where rolname = :role")
                        .param("role", role)
                        .query(Boolean.class)
                        .single())
                .isFalse();
        assertThat(as(OWNER)
                        .sql("select roleid::regrole::text from pg_auth_members where member = cast(:role as regrole)")
                        .param("role", role)
                        .query(String.class)
                        .list())
                .isSubsetOf("rds_iam");
    }

    @Test
    void letsTheServiceReadAndCountAndNothingMore() {
        Map<String, String> rights = rightsOf(SERVICE);

        assertThat(rights)
                .containsEntry("stats.image", "INSERT SELECT UPDATE")
                .containsEntry("stats.topic_partition", "INSERT SELECT UPDATE")
                .containsEntry("stats.image_hourly", "DELETE INSERT SELECT UPDATE")
                .containsEntry("stats.image_daily", "DELETE INSERT SELECT UPDATE")
                .containsEntry("stats.reconciliation", "SELECT UPDATE")
                .containsEntry("stats.unaccounted", "DELETE INSERT SELECT");
        rights.keySet()
                .removeAll(List.of(
                        "stats.image",
                        "stats.topic_partition",
                        "stats.image_hourly",
                        "stats.image_daily",
                        "stats.reconciliation",
                        "stats.unaccounted"));
        assertThat(rights).containsKeys("stats.kept_facts", "stats.millis_bucket", "bi.images");
        assertThat(rights.values()).containsOnly("SELECT");
        assertThat(as(SERVICE)
                        .sql("select count(*) from stats.image")
                        .query(Long.class)
                        .single())
                .isZero();
        as(SERVICE)
                .sql("select stats.ensure_image_partition(current_date)")
                .query()
                .listOfRows();
    }

    @Test
    void letsTheReaderReadTheViewsAndNothingMore() {
        Map<String, String> rights = rightsOf(READER);

        assertThat(rights.keySet()).contains("bi.images", "bi.balance").allMatch(view -> view.startsWith("bi."));
        assertThat(rights.values()).containsOnly("SELECT");
        for (String view : rights.keySet()) {
            assertThat(as(READER)
                            .sql("select * from " + view + " limit 1")
                            .query()
                            .listOfRows())
                    .as(view)
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                SERVICE + " | delete from stats.image",
                SERVICE + " | truncate stats.image_daily",
                SERVICE + " | drop table stats.image",
                SERVICE + " | select * from stats.flyway_schema_history",
                SERVICE + " | create table stats.mine (n int)",
                SERVICE + " | create table public.mine (n int)",
                SERVICE + " | create temporary table mine (n int)",
                SERVICE + " | create role mine",
                SERVICE + " | set role " + OWNER,
                SERVICE + " | grant rds_iam to " + READER,
                READER + " | select * from stats.image",
                READER + " | select stats.ensure_image_partition(current_date)",
                READER + " | create table bi.mine (n int)",
                READER + " | create temporary table mine (n int)",
                READER + " | set role " + SERVICE,
            })
    void refusesEverythingElse(String role, String attempt) {
        assertThatThrownBy(() -> as(role).sql(attempt).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .message()
                .containsAnyOf("permission denied", "read-only", "must be owner");
    }

    /// What a role was granted on tables and views.
    private static Map<String, String> rightsOf(String role) {
        return as(OWNER)
                .sql("""
                        select n.nspname || '.' || c.relname as thing,
                            string_agg(r.privilege_type, ' ' order by r.privilege_type) as rights
                        from pg_class as c
                            join pg_namespace as n on n.oid = c.relnamespace
                            cross join aclexplode(c.relacl) as r
                        where r.grantee = cast(:role as regrole)
                        group by thing
                        """)
                .param("role", role)
                .query((row, _) -> Map.entry(row.getString("thing"), row.getString("rights")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void setUp() throws IOException {
        as(ADMINISTRATOR)
                .sql(Files.readString(SETUP).replaceAll("\\bdarkroom\\b", OWNER))
                .update();
    }

    private static void copyMigrations(Path directory) throws IOException {
        try (Stream<Path> scripts = Files.list(MIGRATIONS)) {
            for (Path script : scripts.toList()) {
                Files.writeString(
                        directory.resolve(script.getFileName()),
                        Files.readString(script).replaceAll("\\bbi_reader\\b", READER));
            }
        }
    }

    // With the passwords that stats-service has on AWS: none for itself.
    private static int migrate(Path migrations) {
        return Flyway.configure()
                .dataSource(dataSource(OWNER))
                .locations("filesystem:" + migrations)
                .schemas("stats")
                .placeholders(Map.of("service-role", SERVICE, "service-password", "", "bi-reader-password", PASSWORD))
                .load()
                .migrate()
                .migrationsExecuted;
    }

    private static JdbcClient as(String role) {
        return JdbcClient.create(dataSource(role));
    }

    private static DataSource dataSource(String role) {
        return role.equals(READER)
                ? new DriverManagerDataSource(SERVER.jdbcUrl(OWNER), READER, PASSWORD)
                : new WithoutPassword(role);
    }

    /// Connections of a role that RDS would let in by a token.
    private static final class WithoutPassword extends AbstractDataSource {

        private final String role;

        WithoutPassword(String role) {
            this.role = role;
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = SERVER.superuser(OWNER);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set session authorization " + role);
            }
            return connection;
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }

    private static void superuser(String... commands) throws SQLException {
        try (var connection = SERVER.superuser("postgres");
                var statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }
}
