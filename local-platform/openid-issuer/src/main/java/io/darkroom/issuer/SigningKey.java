package io.darkroom.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;

/// The key that signs tokens, kept in a file.
final class SigningKey {

    private static final int BITS = 2048;

    private SigningKey() {}

    /// Reads the key, or makes one if there is no file.
    static RSAKey load(Path file) throws IOException {
        try {
            if (Files.notExists(file)) {
                RSAKey fresh =
                        new RSAKeyGenerator(BITS).keyIDFromThumbprint(true).generate();
                Path directory = Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
                Path temporary = Files.createTempFile(directory, "key-", "");
                Files.writeString(temporary, fresh.toJSONString());
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return RSAKey.parse(Files.readString(file));
        } catch (JOSEException | ParseException e) {
            throw new IOException("The signing key " + file + " cannot be made or read", e);
        }
    }
}
