# What the services need around them on one machine and AWS has in other ways: the S3 server, the OpenID issuer, and the
# parts of the launcher (set-up, gateway, lifecycle rules, samples). One image; the command names the part.

ARG JRE=eclipse-temurin:25.0.3_9-jre-noble

FROM ${JRE}
RUN groupadd --gid 10001 darkroom \
 && useradd --uid 10001 --gid darkroom --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin darkroom \
 && install -d -o darkroom -g darkroom /data
WORKDIR /app
VOLUME ["/tmp", "/data"]
COPY --chmod=755 containers/healthy containers/part /app/
COPY local-platform/launcher/target/lib /app/launcher
COPY local-platform/launcher/target/launcher-*.jar /app/launcher/
COPY local-platform/openid-issuer/target/lib /app/issuer
COPY local-platform/openid-issuer/target/openid-issuer-*.jar /app/issuer/
COPY local-platform/s3-server/target/s3-server-*.jar /app/s3/
RUN java -Xlog:disable -XX:AOTCacheOutput=/app/issuer.aot -Dspring.context.exit=onRefresh -Ddarkroom.issuer.key-file=/tmp/key \
      -cp '/app/issuer/*' io.darkroom.issuer.IssuerApplication \
 && test -s /app/issuer.aot \
 && rm -rf /app/issuer.aot.config /tmp/*
USER 10001:10001
ENTRYPOINT ["/app/part"]
LABEL org.opencontainers.image.title="darkroom/local-platform" org.opencontainers.image.vendor="Darkroom"
