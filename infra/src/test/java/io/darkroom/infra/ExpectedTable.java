package io.darkroom.infra;

import static java.util.function.Predicate.not;

import java.util.List;

/// A table written by people, one row a line; lines that begin with `#` explain.
final class ExpectedTable {

    private ExpectedTable() {}

    static List<String> rows(String resource) {
        return Resources.text(resource)
                .lines()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .filter(not(String::isEmpty))
                .filter(line -> !line.startsWith("#"))
                .sorted()
                .toList();
    }
}
