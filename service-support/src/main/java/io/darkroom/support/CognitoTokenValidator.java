package io.darkroom.support;

import java.util.List;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;

/// Takes only access tokens that were given to one of our own apps. Cognito's name no audience but the app, and its
/// identity tokens, signed with the same keys, are not meant for an API.
final class CognitoTokenValidator implements OAuth2TokenValidator<Jwt> {

    private static final OAuth2Error REFUSED = new OAuth2Error(
            OAuth2ErrorCodes.INVALID_TOKEN, "the token is not an access token of one of our apps", null);

    private final List<String> clientIds;

    /// @param clientIds our apps; if there are none, every token is taken and the audience decides
    CognitoTokenValidator(List<String> clientIds) {
        this.clientIds = List.copyOf(clientIds);
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        boolean isOurs = clientIds.isEmpty()
                || ("access".equals(token.getClaimAsString("token_use"))
                        && clientIds.contains(String.valueOf(token.getClaimAsString("client_id"))));
        return isOurs ? OAuth2TokenValidatorResult.success() : OAuth2TokenValidatorResult.failure(REFUSED);
    }
}
