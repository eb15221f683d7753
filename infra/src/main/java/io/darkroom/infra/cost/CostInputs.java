package io.darkroom.infra.cost;

import io.darkroom.infra.Resources;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;

/// The numbers that the model reckons with, from `cost/inputs.properties`, which says where each comes
/// from.
final class CostInputs {

    private final Properties numbers = new Properties();

    CostInputs() {
        try {
            numbers.load(new StringReader(Resources.text("/cost/inputs.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws IllegalArgumentException if there is no such number
    double get(String name) {
        String number = numbers.getProperty(name);
        if (number == null) {
            throw new IllegalArgumentException("no such input: " + name);
        }
        return Double.parseDouble(number);
    }
}
