package io.darkroom.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What analysts have: documented views and nothing else.
class ViewsIT {

    private final JdbcClient analyst = TestDatabase.analyst();

    @Test
    void sayWhatTheyAndAllTheirColumnsMean() {
        List<String> silent = TestDatabase.owner().sql("""
                        select c.relname || coalesce('.' || a.attname, '')
                        from pg_class as c
                            left join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0
                        where c.relnamespace = 'bi'::regnamespace
                            and (col_description(c.oid, a.attnum) is null or obj_description(c.oid) is null)
                        """).query(String.class).list();

        assertThat(silent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "images",
                "images_hourly",
                "images_daily",
                "processing_time_daily",
                "processing_percentiles_daily",
                "balance",
                "freshness",
                "rollup_check",
                "reconciliation",
                "unaccounted"
            })
    void canBeReadByAnalysts(String view) {
        assertThat(analyst.sql("select count(*) from " + view).query(Long.class).single())
                .isNotNegative();
    }

    @Test
    void areAllThatAnalystsCanRead() {
        List<String> readable = analyst.sql("""
                        select c.oid::regclass::text
                        from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
                        where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('bi', 'information_schema')
                            and n.nspname not like 'pg\\_%' and has_schema_privilege(n.oid, 'usage')
                            and has_table_privilege(c.oid, 'select')
                        """).query(String.class).list();

        assertThat(readable).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from stats.image",
                "select stats.drop_image_partitions('2100-01-01')",
                "create temporary table mine (n int)",
                "create table bi.mine (n int)",
                "set transaction read write; drop view bi.images"
            })
    void leaveAnalystsNoOtherWayIn(String attempt) {
        assertThatThrownBy(() -> analyst.sql(attempt).query().listOfRows())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .message()
                .containsAnyOf("permission denied", "read-only", "must be owner");
    }

    @Test
    void endAQueryThatTakesTooLong() {
        assertThat(analyst.sql("show statement_timeout").query(String.class).single())
                .isEqualTo("1min");
    }
}
