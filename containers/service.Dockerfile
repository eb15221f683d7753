# The image of any of the services. Build the jars first (./dev containers does both):
#
#   ./mvnw package -Dquick
#   docker build -f containers/service.Dockerfile --build-arg SERVICE=stats-service -t darkroom/stats-service .
#   docker build -f containers/service.Dockerfile --build-arg SERVICE=processor-service --build-arg KIND=processing …
#
# KIND=processing adds the built-in processors with libvips for the platform that the image is for.

ARG JRE=eclipse-temurin:25.0.3_9-jre-noble
ARG KIND=plain

# The jar in parts: what seldom changes comes into layers of its own, below what changes often.
FROM ${JRE} AS parts
ARG SERVICE
COPY ${SERVICE}/target/${SERVICE}-*-exec.jar /service.jar
RUN java -XX:TieredStopAtLevel=1 -Djarmode=tools -jar /service.jar extract --layers --destination /parts

# The built-in processors, with the native library of this platform alone.
FROM ${JRE} AS processors
ARG TARGETARCH
COPY processor-service/target/processors /processors
RUN case "${TARGETARCH}" in amd64) platform=linux-x64 ;; arm64) platform=linux-arm64 ;; esac \
 && for natives in /processors/*/lib/natives; do \
      test -d "${natives}/${platform:?no libvips for ${TARGETARCH}}" \
      && find "${natives}" -mindepth 1 -maxdepth 1 -type d ! -name "${platform}" -exec rm -r {} + ; \
    done

FROM ${JRE} AS plain
RUN groupadd --gid 10001 darkroom \
 && useradd --uid 10001 --gid darkroom --home-dir /nonexistent --no-create-home --shell /usr/sbin/nologin darkroom
WORKDIR /app
COPY --chmod=755 containers/healthy /app/healthy
# Whom to believe that it is the database, on AWS.
COPY containers/trust /app/trust
# Everything else is read-only.
VOLUME /tmp

FROM plain AS processing
RUN install -d -o darkroom -g darkroom /work
VOLUME /work
ENV DARKROOM_PROCESSOR_WORKDIRECTORY=/work
COPY --from=processors /processors /app/processors

FROM ${KIND} AS service
ARG SERVICE
COPY --from=parts /parts/dependencies/ /app/
COPY --from=parts /parts/snapshot-dependencies/ /app/
COPY --from=parts /parts/application/ /app/
# How the service starts, recorded once: its classes are loaded and linked from the recording from then on. The start
# ends before anything is connected to. The service that has workers in Java records their starts, too, beside their jars.
RUN java -Xlog:disable -XX:AOTCacheOutput=/app/service.aot -Dspring.context.exit=onRefresh -Dspring.flyway.enabled=false -Daws.region=us-east-1 \
      -Ddarkroom.processor.work-directory=/tmp/rehearsal -jar /app/service.jar \
 && test -s /app/service.aot \
 && { test ! -d /app/processors || ls /app/processors/renditions/lib/*.aot; } \
 && rm -rf /app/service.aot.config /tmp/*
# Which ports it serves is the service's own setting; inside its network everybody may ask.
ENV SERVICE=${SERVICE} SERVER_ADDRESS=0.0.0.0
USER 10001:10001
ENTRYPOINT ["java", "-XX:AOTCache=/app/service.aot", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", \
            "-XX:-UsePerfData", "-jar", "/app/service.jar"]
# Whether it must be started anew, not whether everything that it depends on is there.
HEALTHCHECK --interval=10s --timeout=5s --start-period=240s --start-interval=3s --retries=6 \
  CMD ["/app/healthy", "actuator", "liveness"]
LABEL org.opencontainers.image.title="darkroom/${SERVICE}" org.opencontainers.image.vendor="Darkroom"
